// Reports through a real server: what comes back on the wire.
#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using test::Refuses;
using ::testing::HasSubstr;

class ReportServiceTest : public AssessmentServerTest {
 protected:
  void Load() {
    CreateProgrammeMetrics(live_);
    LoadProgramme(sources_, DataOrigin::kExample);
  }
  absl::StatusOr<v1::ProgrammeReport> Report(const std::string& request = "") {
    return Call(reports(), &v1::ReportService::Stub::GenerateProgrammeReport,
                Parse<v1::GenerateProgrammeReportRequest>(request));
  }
};

TEST_F(ReportServiceTest, GenerateProgrammeReport_HasEveryClaimInOrderWithItsProof) {
  Load();
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport report, Report());
  ASSERT_EQ(report.claims_size(), 46);
  EXPECT_THAT(report.positions(), EqualsProto("registry: 1575 finance: 2370 projects: 972"));
  EXPECT_EQ(report.data_origin(), type::v1::EXAMPLE);
  EXPECT_TRUE(report.has_generate_time());
  EXPECT_FALSE(report.has_known_at());
  v1::ClaimResult mean = report.claims(12);
  EXPECT_THAT(mean.formula(), HasSubstr("equal after rounding, a half up"));
  mean.clear_formula();
  EXPECT_THAT(mean, EqualsProto(R"pb(
                id: "F13"
                statement: "（空壳村）村平达7.1万元"
                claimed_value: "71000.00"
                relation: "mean rounded to 0.1万"
                computed_value: "70980.392156862745"
                rendered_value: "7.1万元"
                unit: "CNY"
                verdict: PROVEN
                period: "2011"
                as_of: "2011-12-31"
                perimeter: "perimeters/jiangxia-programme, HOLLOW_ECONOMY on 2010-01-01"
                definition: "collective_income_gross@1"
                data_origin: EXAMPLE
              )pb"));
  EXPECT_EQ(report.claims(0).definition(), "villages@1");
}

TEST_F(ReportServiceTest, GenerateProgrammeReport_ClaimWithoutDefinition_SaysWhatItLacks) {
  Load();
  claims_[14].definition.reset();
  claims_[14].lacks = "projects are not recorded yet";
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport report, Report());
  EXPECT_THAT(report.claims(14), EqualsProto(R"pb(
                id: "F15"
                statement: "我区共兴办项目482个"
                claimed_value: "482"
                relation: "="
                unit: "project"
                verdict: UNDEFINED
                period: "2010-2011"
                as_of: "2011-12-31"
                formula: "no definition: projects are not recorded yet"
              )pb"));
}

TEST_F(ReportServiceTest, GenerateProgrammeReport_Violators_AreNamedWorstFirst) {
  Load();
  sources_.PostIncome("420115001211", 2011, {-4'000'000}, DataOrigin::kExample);
  sources_.PostIncome("420115001212", 2011, {-7'000'000}, DataOrigin::kExample);
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport report, Report());
  const v1::ClaimResult& every = report.claims(13);
  EXPECT_EQ(every.verdict(), v1::REFUTED);
  ASSERT_EQ(every.violators_size(), 2);
  EXPECT_THAT(every.violators(0), EqualsProto(R"pb(
                village: "villages/420115001212"
                display_name: "第12村"
                value: "700.00"
                subject: "villages/420115001212"
              )pb"));
  EXPECT_EQ(every.violators(1).value(), "45000.00");
}

TEST_F(ReportServiceTest, GenerateProgrammeReport_KnownAt_IsPassedOnAndEchoed) {
  Load();
  sources_.SetNow({FakeSources::kStart.micros + 5'000'000});
  sources_.PostIncome("420115001211", 2011, {100}, DataOrigin::kExample);
  const std::string then = "known_at { time { seconds: 1300000001 } }";
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport before, Report(then));
  EXPECT_EQ(before.known_at().seconds(), 1300000001);
  EXPECT_EQ(before.positions().finance(), 2370);
  EXPECT_EQ(before.claims(11).computed_value(), "3620000.00");
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport now, Report());
  EXPECT_EQ(now.claims(11).computed_value(), "3620001.00");
}

TEST_F(ReportServiceTest, GenerateProgrammeReport_SourceDown_IsUnavailableAndNamesIt) {
  Load();
  for (const char* service : {"finance", "projects"}) {
    sources_.Break(service);
    const auto report = Report();
    EXPECT_STATUS(report, Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
    EXPECT_EQ(error::DetailOf(report.status())->metadata.at("service"), service);
  }
}

}  // namespace
}  // namespace cobuild::assessment
