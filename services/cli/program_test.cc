#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;

namespace registry_v1 = registry::v1;
namespace finance_v1 = finance::v1;

constexpr rpc::Method kListDivisions =
    ReadMethod("cobuild.registry.v1.DivisionService/ListDivisions");
constexpr rpc::Method kOneMethod = ReadMethod("cobuild.finance.v1.LedgerService/GetCheckpoint");

// For tests that need a server and no method of it in particular.
void AddOneRoute(rpc::Router& router) {
  router.Unary<finance_v1::GetCheckpointRequest, finance_v1::Checkpoint>(
      kOneMethod,
      [](rpc::Call&, const finance_v1::GetCheckpointRequest&) { return finance_v1::Checkpoint(); });
}

TEST_F(Program, WithoutSettings_NamesEveryMissingOneAndLeavesWithUsage) {
  EXPECT_EQ(Run({"report", "programme"}), 2);
  for (const char* variable : {"COBUILD_ASSESSMENT", "COBUILD_CA", "COBUILD_CERT", "COBUILD_KEY"}) {
    EXPECT_THAT(err_.str(), HasSubstr(variable));
  }
  EXPECT_EQ(out_.str(), "");
}

TEST_F(Program, FilesThatCannotBeRead_LeaveWithUsage) {
  settings_ = {{"localhost:1", "localhost:1", "localhost:1"}, {"no.pem", "no.key", "no.ca"}};
  EXPECT_EQ(Run({"report", "programme"}), 2);
}

TEST_F(Program, Health_AllServing_LeavesWithZero) {
  Serve(AddOneRoute);
  EXPECT_EQ(Run({"health", "--format", "json"}), 0) << err_.str();
  EXPECT_EQ(Json::parse(out_.str())[2].at("status"), "SERVING");
}

TEST_F(Program, Health_NotServing_LeavesWithOne) {
  Serve(AddOneRoute);
  server_->server().SetServing(false);
  EXPECT_EQ(Run({"health"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("NOT_SERVING"));
}

TEST_F(Program, Health_NobodyListens_SaysWhichAndLeavesWithOne) {
  Serve(AddOneRoute);
  settings_.addresses[1] = "127.0.0.1:1";
  EXPECT_EQ(Run({"health", "--timeout", "2"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("finance         UNREACHABLE"));
  EXPECT_THAT(out_.str(), HasSubstr("registry        SERVING"));
}

TEST_F(Program, List_SeveralPages_ReadsThemUpToTheLimit) {
  std::vector<int> page_sizes;
  Serve([&page_sizes](rpc::Router& router) {
    router.Unary<registry_v1::ListDivisionsRequest, registry_v1::ListDivisionsResponse>(
        kListDivisions,
        [&page_sizes](rpc::Call&, const registry_v1::ListDivisionsRequest& request) {
          page_sizes.push_back(request.page_size());
          registry_v1::ListDivisionsResponse page;
          for (int i = 0; i < std::min(request.page_size(), 700); ++i) page.add_divisions();
          page.set_next_page_token("more");
          return page;
        });
  });
  EXPECT_EQ(Run({"division", "list", "--limit", "1500", "--format", "json"}), 0) << err_.str();
  EXPECT_EQ(Json::parse(out_.str()).size(), 1500U);
  EXPECT_THAT(page_sizes, testing::ElementsAre(1000, 800, 100));
  EXPECT_THAT(err_.str(), HasSubstr("raise --limit"));
}

TEST(Session, ProgressOnATerminal_GivesItsPlaceToWhatComesNext) {
  Session::Options options;
  options.shows_progress = true;
  options.rewrites_progress = true;
  Connections connections({});
  std::ostringstream out;
  std::ostringstream notes;
  Session session(options, connections, out, notes);
  session.ShowProgress("rows", 5, 10);
  session.ShowProgress("rows", 10, 10);
  session.notes() << "done\n";
  EXPECT_EQ(notes.str(), "\r5 of 10 rows\x1b[K\r10 of 10 rows\x1b[K\r\x1b[Kdone\n");
}

TEST_F(Program, UnknownMethod_SaysThatTheServiceIsOlder) {
  Serve(AddOneRoute);
  EXPECT_EQ(Run({"metric", "list"}), 22);
  EXPECT_THAT(err_.str(), HasSubstr("older"));
}

}  // namespace
}  // namespace cobuild::cli
