#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;

namespace registry_v1 = registry::v1;
namespace finance_v1 = finance::v1;
namespace assessment_v1 = assessment::v1;

constexpr rpc::Method kPerimeterVillages =
    ReadMethod("cobuild.registry.v1.PerimeterService/ListPerimeterVillages");
constexpr rpc::Method kSummarizeIncome =
    ReadMethod("cobuild.finance.v1.IncomeService/SummarizeIncome");
constexpr rpc::Method kCheckpoint = ReadMethod("cobuild.finance.v1.LedgerService/GetCheckpoint");
constexpr rpc::Method kVerify = ReadMethod("cobuild.finance.v1.LedgerService/VerifyJournal");
constexpr rpc::Method kReport =
    ReadMethod("cobuild.assessment.v1.ReportService/GenerateProgrammeReport");
constexpr rpc::Method kExplain = ReadMethod("cobuild.assessment.v1.MetricService/ExplainFigure");

TEST_F(Program, IncomeSummarize_OfAPerimeter_AsksForItsVillagesAtTheEndOfTheYear) {
  finance_v1::SummarizeIncomeRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<registry_v1::ListPerimeterVillagesRequest,
                 registry_v1::ListPerimeterVillagesResponse>(
        kPerimeterVillages,
        [](rpc::Call&, const registry_v1::ListPerimeterVillagesRequest& request) {
          registry_v1::ListPerimeterVillagesResponse page;
          const bool year_end = request.as_of().year() == 2011 && request.as_of().month() == 12;
          if (year_end) page.add_villages()->set_name("villages/420115010201");
          return page;
        });
    router.Unary<finance_v1::SummarizeIncomeRequest, finance_v1::SummarizeIncomeResponse>(
        kSummarizeIncome, [&seen](rpc::Call&, const finance_v1::SummarizeIncomeRequest& request) {
          seen = request;
          return finance_v1::SummarizeIncomeResponse();
        });
  });
  EXPECT_EQ(Run({"income", "summarize", "2011", "--perimeter", "jiangxia-programme"}), 0)
      << err_.str();
  EXPECT_THAT(seen.villages(), testing::ElementsAre("villages/420115010201"));
  EXPECT_EQ(seen.definition(), "collective_income_gross@1");
  EXPECT_EQ(Run({"income", "summarize", "2011"}), 2);
}

TEST_F(Program, Report_Json_IsAnArrayOfClaims) {
  type::v1::KnownAt seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<assessment_v1::GenerateProgrammeReportRequest, assessment_v1::ProgrammeReport>(
        kReport, [&seen](rpc::Call&, const assessment_v1::GenerateProgrammeReportRequest& request) {
          seen = request.known_at();
          assessment_v1::ProgrammeReport report;
          report.add_claims()->set_id("F01");
          return report;
        });
  });
  EXPECT_EQ(
      Run({"report", "programme", "--format", "json", "--known-at", "2012-03-14T00:00:00.000001Z"}),
      0)
      << err_.str();
  EXPECT_EQ(Json::parse(out_.str())[0].at("id"), "F01");
  EXPECT_EQ(seen.time().nanos(), 1000);
}

TEST_F(Program, Explain_FigureThatDoesNotAddUp_IsPrintedAndLeavesWithOne) {
  Serve([](rpc::Router& router) {
    router.ServerStream<assessment_v1::ExplainFigureRequest, assessment_v1::ExplainFigureResponse>(
        kExplain, [](rpc::Call&, const assessment_v1::ExplainFigureRequest& request,
                     rpc::StreamWriter<assessment_v1::ExplainFigureResponse>& writer) {
          assessment_v1::ExplainFigureResponse part;
          part.mutable_figure()->set_value("2");
          part.mutable_figure()->mutable_query()->set_aggregation(assessment_v1::COUNT);
          part.mutable_figure()->set_formula(request.claim());
          writer.Write(part);
          part.mutable_rows()->add_rows()->set_value("1");
          writer.Write(part);
          return absl::OkStatus();
        });
  });
  EXPECT_EQ(Run({"figure", "explain", "F05"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("formula     F05"));
}

// A journal of 250,000 entries that breaks at `broken_position`; 0: it holds.
void AddJournal(rpc::Router& router, int64_t broken_position) {
  router.Unary<finance_v1::GetCheckpointRequest, finance_v1::Checkpoint>(
      kCheckpoint, [](rpc::Call&, const finance_v1::GetCheckpointRequest&) {
        finance_v1::Checkpoint head;
        head.set_position(250'000);
        return head;
      });
  router.Unary<finance_v1::VerifyJournalRequest, finance_v1::VerifyJournalResponse>(
      kVerify, [broken_position](rpc::Call&, const finance_v1::VerifyJournalRequest& request) {
        finance_v1::VerifyJournalResponse found;
        found.set_entries_checked(request.to_position() - request.from_position() + 1);
        found.set_last_position(request.to_position());
        found.set_digest("d" + std::to_string(request.to_position()));
        const bool here =
            request.from_position() <= broken_position && broken_position <= request.to_position();
        if (here) found.set_first_broken_position(broken_position);
        return found;
      });
}

TEST_F(Program, LedgerVerify_LongJournal_ChecksItInParts) {
  Serve([](rpc::Router& router) { AddJournal(router, 0); });
  EXPECT_EQ(Run({"ledger", "verify", "--format", "json"}), 0) << err_.str();
  EXPECT_EQ(Json::parse(out_.str()).at("entries_checked"), 250'000);
  EXPECT_EQ(Json::parse(out_.str()).at("digest"), "d250000");
}

TEST_F(Program, LedgerVerify_BrokenEntry_LeavesWithOne) {
  Serve([](rpc::Router& router) { AddJournal(router, 150'000); });
  EXPECT_EQ(Run({"ledger", "verify"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("position 150000"));
}

TEST_F(Program, LedgerVerify_OtherDigestThanKept_LeavesWithOne) {
  Serve([](rpc::Router& router) { AddJournal(router, 0); });
  EXPECT_EQ(Run({"ledger", "verify", "--to", "5", "--digest", "d5"}), 0);
  EXPECT_EQ(Run({"ledger", "verify", "--to", "5", "--digest", "other"}), 1);
}

}  // namespace
}  // namespace cobuild::cli
