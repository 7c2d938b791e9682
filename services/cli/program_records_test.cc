// Commands that are a row of a table, from the words to the RPC and back.
#include <gmock/gmock.h>

#include <fstream>

#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using ::testing::HasSubstr;

constexpr rpc::Method kEnd = ChangeMethod("cobuild.registry.v1.PairingService/EndPairing");
constexpr rpc::Method kGetOrganization =
    ReadMethod("cobuild.registry.v1.OrganizationService/GetOrganization");
constexpr rpc::Method kList =
    ReadMethod("cobuild.registry.v1.OrganizationService/ListOrganizations");

TEST_F(Program, Change_SendsWhatWasTypedWithARequestId) {
  registry::v1::EndPairingRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<registry::v1::EndPairingRequest, registry::v1::Pairing>(
        kEnd, [&seen](rpc::Call&, const registry::v1::EndPairingRequest& request) {
          seen = request;
          registry::v1::Pairing pairing;
          pairing.set_name(request.name());
          return pairing;
        });
  });
  EXPECT_EQ(Run({"pairing", "end", "p", "--end-date", "2012-01-01", "--dry-run"}), 0) << err_.str();
  EXPECT_EQ(seen.name(), "pairings/p");
  EXPECT_EQ(seen.end_date().year(), 2012);
  EXPECT_TRUE(seen.validate_only());
  EXPECT_EQ(seen.request_id().size(), 26U);
  EXPECT_EQ(Run({"pairing", "end", "p", "--request-id", "mine"}), 0);
  EXPECT_EQ(seen.request_id(), "mine");
  EXPECT_FALSE(seen.validate_only());
}

constexpr rpc::Method kCreatePairing =
    ChangeMethod("cobuild.registry.v1.PairingService/CreatePairing");

TEST_F(Program, Facts_AreRecordedUnlessItIsSaidThatTheyAreNot) {
  registry::v1::CreatePairingRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<registry::v1::CreatePairingRequest, registry::v1::Pairing>(
        kCreatePairing, [&seen](rpc::Call&, const registry::v1::CreatePairingRequest& request) {
          seen = request;
          return registry::v1::Pairing();
        });
  });
  EXPECT_EQ(Run({"pairing", "create", "p", "--village", "420115002202"}), 0) << err_.str();
  EXPECT_EQ(seen.pairing().data_origin(), type::v1::RECORDED);
  EXPECT_EQ(seen.pairing().village(), "villages/420115002202");
  EXPECT_EQ(Run({"pairing", "create", "p", "--data-origin", "example"}), 0);
  EXPECT_EQ(seen.pairing().data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(Run({"pairing", "create", "p", "--name", "x"}), 2);
}

TEST_F(Program, Get_PrintsTheResource) {
  Serve([](rpc::Router& router) {
    router.Unary<registry::v1::GetOrganizationRequest, registry::v1::Organization>(
        kGetOrganization, [](rpc::Call&, const registry::v1::GetOrganizationRequest& request) {
          registry::v1::Organization organization;
          organization.set_name(request.name());
          organization.set_display_name("市水务局");
          return organization;
        });
  });
  EXPECT_EQ(Run({"organization", "get", "water", "--format", "json"}), 0) << err_.str();
  const Json printed = Json::parse(out_.str());
  EXPECT_EQ(printed.at("name"), "organizations/water");
  EXPECT_EQ(printed.at("display_name"), "市水务局");
}

TEST_F(Program, List_GoesThroughThePagesUpToItsLimit) {
  Serve([](rpc::Router& router) {
    router.Unary<registry::v1::ListOrganizationsRequest, registry::v1::ListOrganizationsResponse>(
        kList, [](rpc::Call&, const registry::v1::ListOrganizationsRequest& request) {
          // Three organizations, at most two a page.
          registry::v1::ListOrganizationsResponse page;
          const int first = request.page_token().empty() ? 0 : 2;
          const int last = std::min({first + 2, first + request.page_size(), 3});
          for (int i = first; i < last; ++i) {
            page.add_organizations()->set_name("organizations/" + std::to_string(i));
          }
          if (last < 3) page.set_next_page_token("more");
          return page;
        });
  });
  EXPECT_EQ(Run({"organization", "list", "--format", "json"}), 0) << err_.str();
  EXPECT_EQ(Json::parse(out_.str()).size(), 3U);
  EXPECT_EQ(err_.str(), "");
  EXPECT_EQ(Run({"organization", "list", "--limit", "2", "--format", "json"}), 0);
  EXPECT_EQ(Json::parse(out_.str()).size(), 2U);
  EXPECT_THAT(err_.str(), HasSubstr("more than 2"));
}

constexpr rpc::Method kBatchGet = ReadMethod("cobuild.registry.v1.VillageService/BatchGetVillages");

TEST_F(Program, Batch_TakesIdsAndPrintsARowEach) {
  Serve([](rpc::Router& router) {
    router.Unary<registry::v1::BatchGetVillagesRequest, registry::v1::BatchGetVillagesResponse>(
        kBatchGet, [](rpc::Call&, const registry::v1::BatchGetVillagesRequest& request) {
          registry::v1::BatchGetVillagesResponse response;
          for (const std::string& name : request.names()) response.add_villages()->set_name(name);
          return response;
        });
  });
  EXPECT_EQ(Run({"village", "batch-get", "--names", "420115002202", "--names", "villages/42",
                 "--format", "csv"}),
            0)
      << err_.str();
  EXPECT_EQ(out_.str(),
            "name,display_name,kind,township_display_name,category\n"
            "villages/420115002202,,,,\n"
            "villages/42,,,,\n");
}

TEST_F(Program, List_AsAWorkbook_IsInTheFileAndNotOnStandardOutput) {
  Serve([](rpc::Router& router) {
    router.Unary<registry::v1::ListOrganizationsRequest, registry::v1::ListOrganizationsResponse>(
        kList, [](rpc::Call&, const registry::v1::ListOrganizationsRequest&) {
          registry::v1::ListOrganizationsResponse page;
          page.add_organizations()->set_display_name("市水务局");
          return page;
        });
  });
  const std::string path = ::testing::TempDir() + "organizations.xlsx";
  EXPECT_EQ(Run({"organization", "list", "--format", "xlsx", "--output", path}), 0) << err_.str();
  EXPECT_EQ(out_.str(), "");
  std::string begin(2, ' ');
  std::ifstream(path).read(begin.data(), 2);
  EXPECT_EQ(begin, "PK");
  EXPECT_EQ(Run({"organization", "list", "--format", "xlsx", "--output", "/none/x.xlsx"}), 2);
}

TEST_F(Program, WrongWords_AskNothingOfAService) {
  settings_ = {};
  EXPECT_EQ(Run({"pairing", "end"}), 2);
  EXPECT_EQ(Run({"pairing", "end", "p", "--end-date", "tomorrow"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("end-date is a day"));
  EXPECT_EQ(Run({"organization", "list", "--limit", "0"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("limit is a whole number from 1"));
}

TEST_F(Program, Refusal_IsPrintedWithItsExitCode) {
  Serve([](rpc::Router& router) {
    router.Unary<registry::v1::GetOrganizationRequest, registry::v1::Organization>(
        kGetOrganization,
        [](rpc::Call&, const registry::v1::GetOrganizationRequest&)
            -> absl::StatusOr<registry::v1::Organization> {
          return absl::NotFoundError("no such organization");
        });
  });
  EXPECT_EQ(Run({"organization", "get", "none"}), 15);
}

// CommandOf throws for a row that the contract does not know.
TEST(RecordCommands, EveryRowIsOfTheContract) {
  for (const auto& rows :
       {RegistryRecordCommands(), ProjectRecordCommands(), FinanceRecordCommands(),
        AssessmentRecordCommands(), ReconcileRpcCommands()}) {
    for (const RpcCommand& rpc : rows) EXPECT_NO_THROW(CommandOf(rpc)) << rpc.method;
  }
}

}  // namespace
}  // namespace cobuild::cli
