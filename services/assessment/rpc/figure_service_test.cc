// Figures and their explanations through a real server: what comes back on the wire.
#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FigureServiceTest : public AssessmentServerTest {
 protected:
  void Load() {
    CreateProgrammeMetrics(live_);
    LoadProgramme(sources_, DataOrigin::kExample);
  }
  absl::StatusOr<v1::Figure> Evaluate(const std::string& request) {
    return Call(metrics(), &v1::MetricService::Stub::EvaluateMetric,
                Parse<v1::EvaluateMetricRequest>(request));
  }
};

TEST_F(FigureServiceTest, EvaluateMetric_GivesTheFigureWithAllItRestsOn) {
  Load();
  const std::string query = R"pb(
    metric: "metrics/collective_income@1"
    aggregation: MEAN
    perimeter: "perimeters/jiangxia-programme"
    category: HOLLOW_ECONOMY
    cohort_date { year: 2010 month: 1 day: 1 }
    year: 2011
    as_of { year: 2011 month: 12 day: 31 }
  )pb";
  ASSERT_OK_AND_ASSIGN(v1::Figure figure, Evaluate("query { " + query + " }"));
  EXPECT_THAT(figure.formula(), HasSubstr("3620000.00 / 51"));
  figure.clear_formula();
  EXPECT_THAT(figure, EqualsProto("query { " + query + " }" + R"pb(
                value: "70980.392156862745"
                unit: "CNY"
                subject_count: 51
                data_origin: EXAMPLE
                definition: "collective_income_gross@1"
                positions { registry: 1575 finance: 2370 }
                verification {}
              )pb"));
}

TEST_F(FigureServiceTest, EvaluateMetric_MissingRows_AreNamed) {
  CreateProgrammeMetrics(live_);
  sources_.AddDefinition("collective_income_gross@1");
  sources_.AddPerimeter("here", {{.code = "420115001201", .name = "一村", .township_name = "乡"}},
                        DataOrigin::kRecorded);
  ASSERT_OK_AND_ASSIGN(const v1::Figure figure,
                       Evaluate("query { metric: 'metrics/collective_income@1' aggregation: SUM "
                                "perimeter: 'perimeters/here' year: 2011 "
                                "as_of { year: 2011 month: 12 day: 31 } }"));
  EXPECT_EQ(figure.value(), "");
  EXPECT_THAT(figure.missing_villages(), ElementsAre("villages/420115001201"));
  EXPECT_EQ(figure.data_origin(), type::v1::RECORDED);
}

TEST_F(FigureServiceTest, ExplainFigure_Sum_ComesInMessagesOfAtMost256) {
  Load();
  const auto [messages, status] = Explain("claim: 'F22'");
  ASSERT_OK(status);
  int rows = 0;
  int lines = 0;
  int64_t units = 0;
  ASSERT_FALSE(messages.empty());
  EXPECT_EQ(messages[0].figure().value(), "87890000.00");
  for (const v1::ExplainFigureResponse& message : messages) {
    EXPECT_LE(message.rows().rows_size(), 256);
    EXPECT_LE(message.lines().lines_size(), 256);
    rows += message.rows().rows_size();
    lines += message.lines().lines_size();
    for (const v1::FigureLine& line : message.lines().lines())
      units += line.signed_amount().units();
  }
  EXPECT_EQ(rows, 277);
  EXPECT_EQ(lines, 554);
  EXPECT_EQ(units, 87'890'000);
}

TEST_F(FigureServiceTest, ExplainFigure_RowsAndLines_CarryEveryField) {
  Load();
  const auto [messages, status] = Explain("claim: 'F12'");
  ASSERT_OK(status);
  ASSERT_EQ(messages.size(), 4u);  // the fake gives 100 lines a page
  EXPECT_THAT(messages[1].rows().rows(0), EqualsProto(R"pb(
                village: "villages/420115001211"
                village_display_name: "第11村"
                township_display_name: "纸坊街"
                value: "85000.00"
                subject: "villages/420115001211"
                subject_display_name: "第11村"
              )pb"));
  v1::FigureLine line = messages[2].lines().lines(0);
  EXPECT_GT(line.transfer().record_time().seconds(), 0);
  EXPECT_EQ(line.transfer().position(), 43);
  EXPECT_EQ(line.transfer().name(), "ledgers/420115001211/transfers/t43");
  line.mutable_transfer()->clear_record_time();
  line.mutable_transfer()->clear_position();
  line.mutable_transfer()->clear_name();
  EXPECT_THAT(line, EqualsProto(R"pb(
                village: "villages/420115001211"
                signed_amount { currency_code: "CNY" units: 20000 }
                transfer {
                  debit_account: "ledgers/420115001211/accounts/102"
                  credit_account: "ledgers/420115001211/accounts/501"
                  amount { currency_code: "CNY" units: 20000 }
                  effective_date { year: 2011 month: 12 day: 31 }
                  actor: "machine/test"
                }
                subject: "villages/420115001211"
              )pb"));
}

TEST_F(FigureServiceTest, ExplainFigure_Investment_NamesRecordsAndEvidence) {
  Load();
  const auto [messages, status] = Explain("claim: 'F07'");
  ASSERT_OK(status);
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(messages[0].figure().positions().projects(), kProjectsRecords);
  EXPECT_THAT(messages[1].rows().rows(0),
              EqualsProto(R"pb(
                            village: "villages/420115001206"
                            village_display_name: "第6村"
                            township_display_name: "纸坊街"
                            value: "40633.33"
                            subject: "projects/p001"
                            subject_display_name: "项目1"
                            facts: "projects/p001"
                            evidence { record: "projects/p001/decisions/0005" sha256: ")pb" +
                          std::string(64, 'a') + "\" }"));
  const v1::FigureLine& line = messages[2].lines().lines(0);
  EXPECT_EQ(line.village(), "villages/420115001206");
  EXPECT_EQ(line.subject(), "projects/p001");
  EXPECT_THAT(line.record(), HasSubstr("investments/i"));
}

TEST_F(FigureServiceTest, ExplainFigure_FundYears_BelongToNoVillage) {
  Load();
  const auto [messages, status] = Explain("claim: 'F33'");
  ASSERT_OK(status);
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(messages[1].rows().rows(0).village(), "");
  EXPECT_EQ(messages[2].lines().lines(0).village(), "");
  EXPECT_EQ(messages[2].lines().lines(0).subject(),
            "funds/agricultural-development/years/2010/appropriated");
}

TEST_F(FigureServiceTest, ExplainFigure_RowsWithVeryManyDigests_AreSplitIntoMessages) {
  Load();
  for (const char* project : {"projects/p001", "projects/p002"}) {
    for (int file = 0; file < 5000; ++file) {
      sources_.AddEvidence(
          project, {2011, 1, 1},
          {.record = std::string(project) + "/milestones/start", .sha256 = std::string(64, 'b')});
    }
  }
  const auto [messages, status] = Explain("claim: 'F06'");
  ASSERT_OK(status);
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(messages[1].rows().rows_size(), 1);
  EXPECT_EQ(messages[2].rows().rows_size(), 29);
}

TEST_F(FigureServiceTest, ExplainFigure_Refusals_HaveTheirReasons) {
  EXPECT_STATUS(Explain("claim: 'F99'").second,
                Refuses(absl::StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
  claims_[14].definition.reset();
  EXPECT_STATUS(Explain("claim: 'F15'").second,
                Refuses(absl::StatusCode::kNotFound, "CLAIM_UNDEFINED"));
  EXPECT_STATUS(Explain("claim: 'F22'").second,
                Refuses(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND"));
  CreateProgrammeMetrics(live_);
  EXPECT_STATUS(Explain("claim: 'F22'").second,
                Refuses(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  sources_.Break("registry");
  EXPECT_STATUS(Explain("claim: 'F22'").second,
                Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

}  // namespace
}  // namespace cobuild::assessment
