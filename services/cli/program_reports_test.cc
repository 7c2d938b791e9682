// Commands of stored reports, from the words to the RPC and back.
#include <gmock/gmock.h>

#include "cobuild/assessment/v1/report.pb.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr rpc::Method kCreateReport =
    ChangeMethod("cobuild.assessment.v1.ReportService/CreateReport");
constexpr rpc::Method kSign = ChangeMethod("cobuild.assessment.v1.ReportService/SignReport");
constexpr rpc::Method kSupersede =
    ChangeMethod("cobuild.assessment.v1.ReportService/SupersedeReport");
constexpr rpc::Method kGetReport = ReadMethod("cobuild.assessment.v1.ReportService/GetReport");
constexpr rpc::Method kCompare = ReadMethod("cobuild.assessment.v1.ReportService/CompareReports");
constexpr rpc::Method kGenerate =
    ReadMethod("cobuild.assessment.v1.ReportService/GenerateProgrammeReport");

// Answers one RPC with `answer` and keeps the request.
template <class Request, class Response>
std::function<void(rpc::Router&)> Route(const rpc::Method& method, Request& seen,
                                        const Response& answer) {
  return [&method, &seen, answer](rpc::Router& router) {
    router.Unary<Request, Response>(method, [&seen, answer](rpc::Call&, const Request& request) {
      seen = request;
      return answer;
    });
  };
}

assessment::v1::Report StoredReport() {
  assessment::v1::Report report;
  report.set_name("reports/y2011");
  report.set_maker("person/maker");
  assessment::v1::ClaimResult& claim = *report.mutable_programme()->add_claims();
  claim.set_id("F01");
  claim.set_verdict(assessment::v1::PROVEN);
  return report;
}

TEST_F(Program, ReportCreate_PassesOnPositionsAsJson) {
  assessment::v1::CreateReportRequest seen;
  Serve(Route(kCreateReport, seen, assessment::v1::Report()));
  EXPECT_EQ(Run({"report", "create", "y2011", "--title", "2011", "--positions",
                 R"({"registry": 5, "finance": 7})", "--metrics-position", "14", "--dry-run"}),
            0)
      << err_.str();
  EXPECT_EQ(seen.report_id(), "y2011");
  EXPECT_EQ(seen.title(), "2011");
  EXPECT_EQ(seen.positions().registry(), 5);
  EXPECT_EQ(seen.positions().finance(), 7);
  EXPECT_EQ(seen.metrics_position(), 14);
  EXPECT_TRUE(seen.validate_only());
}

TEST_F(Program, ReportSign_NamesTheDigestThatWasSeen) {
  assessment::v1::SignReportRequest seen;
  Serve(Route(kSign, seen, assessment::v1::Report()));
  EXPECT_EQ(Run({"report", "sign", "y2011", std::string(64, 'a'), "--request-id", "mine"}), 0)
      << err_.str();
  EXPECT_EQ(seen.name(), "reports/y2011");
  EXPECT_EQ(seen.content_digest(), std::string(64, 'a'));
  EXPECT_EQ(seen.request_id(), "mine");
  EXPECT_EQ(Run({"report", "sign", "y2011"}), 2);
}

TEST_F(Program, ReportSupersede_TakesIdsForBoth) {
  assessment::v1::SupersedeReportRequest seen;
  Serve(Route(kSupersede, seen, assessment::v1::Report()));
  EXPECT_EQ(Run({"report", "supersede", "y2011", "y2011-corrected"}), 0) << err_.str();
  EXPECT_EQ(seen.name(), "reports/y2011");
  EXPECT_EQ(seen.successor(), "reports/y2011-corrected");
}

TEST_F(Program, ReportGet_Table_ShowsTheReportAndItsClaims) {
  assessment::v1::GetReportRequest seen;
  Serve(Route(kGetReport, seen, StoredReport()));
  EXPECT_EQ(Run({"report", "get", "y2011"}), 0) << err_.str();
  EXPECT_EQ(seen.name(), "reports/y2011");
  EXPECT_THAT(out_.str(), HasSubstr("person/maker"));
  EXPECT_THAT(out_.str(), HasSubstr("1 proven, 0 refuted"));
  EXPECT_EQ(Run({"report", "get", "y2011", "--format", "json"}), 0);
  EXPECT_EQ(Json::parse(out_.str()).at("programme").at("claims").at(0).at("id"), "F01");
  EXPECT_EQ(Run({"report", "get", "y2011", "--format", "csv"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("PROVEN"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("person/maker")));
}

TEST_F(Program, ReportCompare_WithAnotherOrWithWhatIsComputedNow) {
  assessment::v1::CompareReportsRequest seen;
  assessment::v1::CompareReportsResponse answer;
  answer.add_claims()->set_id("F01");
  Serve(Route(kCompare, seen, answer));
  EXPECT_EQ(Run({"report", "compare", "a", "--with", "b"}), 0) << err_.str();
  EXPECT_EQ(seen.base(), "reports/a");
  EXPECT_EQ(seen.other(), "reports/b");
  EXPECT_THAT(out_.str(), HasSubstr("0 of 1 claims changed"));
  EXPECT_EQ(Run({"report", "compare", "a", "--format", "json"}), 0);
  EXPECT_EQ(seen.other(), "");
  EXPECT_EQ(Json::parse(out_.str()).at("claims").size(), 1U);
}

TEST_F(Program, ReportProgramme_AtPositions_AsksForThem) {
  assessment::v1::GenerateProgrammeReportRequest seen;
  Serve(Route(kGenerate, seen, assessment::v1::ProgrammeReport()));
  EXPECT_EQ(
      Run({"report", "programme", "--positions", R"({"registry": 5})", "--metrics-position", "2"}),
      0)
      << err_.str();
  EXPECT_EQ(seen.positions().registry(), 5);
  EXPECT_EQ(seen.metrics_position(), 2);
  EXPECT_EQ(Run({"report", "programme", "--positions", "{"}), 2);
}

}  // namespace
}  // namespace cobuild::cli
