#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>

#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;

namespace registry_v1 = registry::v1;
namespace finance_v1 = finance::v1;

constexpr rpc::Method kImport = ChangeMethod("cobuild.registry.v1.DivisionService/ImportDivisions");
constexpr rpc::Method kCorrect =
    ChangeMethod("cobuild.finance.v1.IncomeService/CorrectVillageIncome");

TEST_F(Program, IncomeCorrect_SendsWhatWasTyped) {
  finance_v1::CorrectVillageIncomeRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<finance_v1::CorrectVillageIncomeRequest, finance_v1::VillageIncome>(
        kCorrect, [&seen](rpc::Call&, const finance_v1::CorrectVillageIncomeRequest& request) {
          seen = request;
          finance_v1::VillageIncome income;
          income.set_name(request.name());
          return income;
        });
  });
  EXPECT_EQ(Run({"income", "correct", "420115010201", "2011", "SUBSIDY_INCOME", "49000", "--reason",
                 "录入错误", "--dry-run", "--request-id", "r-1"}),
            0)
      << err_.str();
  EXPECT_EQ(seen.name(), "villages/420115010201/incomes/2011-subsidy-income");
  EXPECT_EQ(seen.amount().units(), 49000);
  EXPECT_EQ(seen.reason(), "录入错误");
  EXPECT_EQ(seen.request_id(), "r-1");
  EXPECT_TRUE(seen.validate_only());
}

TEST_F(Program, ChangeWithoutRequestId_MakesANewOneEachTime) {
  std::vector<std::string> ids;
  Serve([&ids](rpc::Router& router) {
    router.Unary<finance_v1::CorrectVillageIncomeRequest, finance_v1::VillageIncome>(
        kCorrect, [&ids](rpc::Call&, const finance_v1::CorrectVillageIncomeRequest& request) {
          ids.push_back(request.request_id());
          return finance_v1::VillageIncome();
        });
  });
  const std::vector<std::string> words = {"income",         "correct", "420115010201", "2011",
                                          "SUBSIDY_INCOME", "1",       "--reason",     "x"};
  EXPECT_EQ(Run(words), 0);
  EXPECT_EQ(Run(words), 0);
  ASSERT_EQ(ids.size(), 2U);
  EXPECT_NE(ids[0], "");
  EXPECT_NE(ids[0], ids[1]);
}

TEST_F(Program, Refusal_PrintsReasonAndEveryViolation) {
  Serve([](rpc::Router& router) {
    router.Unary<finance_v1::CorrectVillageIncomeRequest, finance_v1::VillageIncome>(
        kCorrect, [](rpc::Call&, const finance_v1::CorrectVillageIncomeRequest&) {
          return error::Invalid({{"reason", "TOO_LONG", "at most 200 characters"},
                                 {"etag", "MALFORMED", "is not an etag"}});
        });
  });
  EXPECT_EQ(Run({"income", "correct", "1", "2011", "SUBSIDY_INCOME", "1", "--reason", "x"}), 13);
  EXPECT_THAT(err_.str(), HasSubstr("INVALID_ARGUMENT TOO_LONG"));
  EXPECT_THAT(err_.str(), HasSubstr("\n  etag: is not an etag (MALFORMED)\n"));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(Program, UnknownOutcomeOfAChange_TellsTheRequestId) {
  Serve([](rpc::Router& router) {
    router.Unary<finance_v1::CorrectVillageIncomeRequest, finance_v1::VillageIncome>(
        kCorrect, [](rpc::Call&, const finance_v1::CorrectVillageIncomeRequest&) {
          return error::Make(absl::StatusCode::kUnavailable, "STORE_AWAY", "try again");
        });
  });
  EXPECT_EQ(Run({"income", "correct", "1", "2011", "SUBSIDY_INCOME", "1", "--reason", "x",
                 "--request-id", "kept"}),
            24);
  EXPECT_THAT(err_.str(), HasSubstr("request id: kept"));
}

TEST_F(Program, Import_SendsHeaderAndRowsAndReportsRejectedLines) {
  std::atomic<int> rows = 0;
  registry_v1::ImportHeader header;
  Serve([&](rpc::Router& router) {
    router.ClientStream<registry_v1::ImportDivisionsRequest, registry_v1::ImportDivisionsResponse>(
        kImport,
        [&](rpc::Call&, rpc::StreamReader<registry_v1::ImportDivisionsRequest>& reader)
            -> absl::StatusOr<registry_v1::ImportDivisionsResponse> {
          registry_v1::ImportDivisionsRequest message;
          while (true) {
            COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
            if (!more) break;
            if (message.has_header()) header = message.header();
            rows += message.rows().rows_size();
          }
          registry_v1::ImportDivisionsResponse response;
          response.set_rows_received(rows);
          response.set_rows_rejected(1);
          registry_v1::RowError& error = *response.add_errors();
          error.set_line(2);
          error.set_field("parent_code");
          error.set_reason("PARENT_NOT_FOUND");
          return response;
        });
  });
  const std::string path = testing::TempDir() + "divisions.csv";
  std::ofstream file(path);
  file << "code,name,level,parent_code\n";
  for (int i = 0; i < 2500; ++i) file << i << ",a,VILLAGE,1\n";
  file.close();
  EXPECT_EQ(
      Run({"division", "import", path, "--edition", "nbs-2023", "--effective-date", "2009-01-01"}),
      1);
  EXPECT_EQ(rows, 2500);
  EXPECT_EQ(header.edition(), "nbs-2023");
  EXPECT_EQ(header.effective_date().year(), 2009);
  EXPECT_THAT(err_.str(), HasSubstr("line 2, column 4 (parent_code)"));
  std::ofstream(path) << "code,name,level,parent_code\n1,\xC9\xBD\xC6\xC2,VILLAGE,1\n2,b,CITY,1\n";
  EXPECT_EQ(Run({"division", "import", path, "--edition", "e", "--effective-date", "2009-01-01"}),
            2);
  EXPECT_THAT(err_.str(), HasSubstr("line 2, column 2 (name): is not UTF-8"));
  EXPECT_THAT(err_.str(), HasSubstr("line 3, column 3 (level): \"CITY\""));
  EXPECT_EQ(rows, 2500);
  std::ofstream(path) << "code,name,level,parent_code\n1,\xC9\xBD\xC6\xC2,VILLAGE,1\n";
  EXPECT_EQ(Run({"division", "import", path, "--edition", "e", "--effective-date", "2009-01-01",
                 "--encoding", "gb18030", "--progress"}),
            1);
  EXPECT_EQ(rows, 2501);
  EXPECT_THAT(err_.str(), HasSubstr("1 of 1 rows sent\n"));
  EXPECT_EQ(Run({"division", "import", path + ".none", "--edition", "e", "--effective-date",
                 "2009-01-01"}),
            2);
}

constexpr rpc::Method kPostMany = ChangeMethod("cobuild.finance.v1.LedgerService/PostTransfers");

TEST_F(Program, TransferPostMany_OneIsRefused_PrintsEachAndLeavesWithOne) {
  finance_v1::PostTransfersRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<finance_v1::PostTransfersRequest, finance_v1::PostTransfersResponse>(
        kPostMany, [&seen](rpc::Call&, const finance_v1::PostTransfersRequest& request) {
          seen = request;
          finance_v1::PostTransfersResponse response;
          response.add_results()->set_position(7);
          response.add_results()->mutable_error()->set_message("no such account");
          return response;
        });
  });
  const std::string path = testing::TempDir() + "transfers.json";
  std::ofstream(path) << R"({"transfers": [{"transfer_id": "t1"}, {"transfer_id": "t2"}]})";
  EXPECT_EQ(Run({"transfer", "post-many", path, "--dry-run"}), 1);
  EXPECT_TRUE(seen.validate_only());
  EXPECT_THAT(out_.str(), HasSubstr("t1               7"));
  EXPECT_THAT(out_.str(), HasSubstr("no such account"));
  std::ofstream(path) << R"({"transfer": []})";
  EXPECT_EQ(Run({"transfer", "post-many", path}), 2);
}

}  // namespace
}  // namespace cobuild::cli
