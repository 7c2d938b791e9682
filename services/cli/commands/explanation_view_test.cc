#include "services/cli/commands/explanation_view.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"
#include "services/cli/golden.h"

namespace cobuild::cli {
namespace {

assessment::v1::ExplainFigureResponse Part(const std::string& text) {
  assessment::v1::ExplainFigureResponse part;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &part));
  return part;
}

// A sum of two villages, one of them with a correction in its lines.
std::vector<Explained> Sum() {
  std::vector<Explained> explained;
  EXPECT_OK(Append(Part(R"pb(figure {
                               query {
                                 metric: "metrics/collective_income@1"
                                 aggregation: SUM
                                 perimeter: "perimeters/jiangxia-programme"
                                 category: HOLLOW_ECONOMY
                                 cohort_date { year: 2010 month: 1 day: 1 }
                                 year: 2011
                                 as_of { year: 2011 month: 12 day: 31 }
                               }
                               value: "120000.50"
                               unit: "CNY"
                               formula: "Σ income of 2 villages"
                               subject_count: 2
                               data_origin: EXAMPLE
                               definition: "collective_income_gross@1"
                               positions { registry: 565 finance: 4012 projects: 0 }
                               verification { declared: 3 district_accepted: 1 }
                             })pb"),
                   explained));
  EXPECT_OK(Append(Part(R"pb(rows {
                               rows {
                                 village: "villages/420115010201"
                                 village_display_name: "光明村村委会"
                                 township_display_name: "山坡街道"
                                 value: "49000.00"
                                 subject: "villages/420115010201"
                                 subject_display_name: "光明村村委会"
                               }
                               rows {
                                 village: "villages/420115002241"
                                 village_display_name: "大罾埠村村委会"
                                 township_display_name: "金口街道"
                                 value: "71000.50"
                                 subject: "villages/420115002241"
                                 subject_display_name: "大罾埠村村委会"
                               }
                             })pb"),
                   explained));
  EXPECT_OK(
      Append(Part(R"pb(lines {
                         lines {
                           village: "villages/420115010201"
                           subject: "villages/420115010201"
                           signed_amount { currency_code: "CNY" units: 60000 }
                           transfer {
                             name: "ledgers/420115010201/transfers/a"
                             debit_account: "ledgers/420115010201/accounts/102"
                             credit_account: "ledgers/420115010201/accounts/522"
                             effective_date { year: 2011 month: 12 day: 31 }
                             position: 700
                           }
                         }
                         lines {
                           village: "villages/420115010201"
                           subject: "villages/420115010201"
                           signed_amount { currency_code: "CNY" units: -11000 }
                           transfer { name: "ledgers/420115010201/transfers/b" position: 900 }
                         }
                         lines {
                           village: "villages/420115002241"
                           subject: "villages/420115002241"
                           signed_amount { currency_code: "CNY" units: 71000 nanos: 500000000 }
                           transfer { name: "ledgers/420115002241/transfers/c" position: 701 }
                         }
                       })pb"),
             explained));
  return explained;
}

TEST(ExplanationTable, Sum_IsAsKept) {
  ExpectGolden("explanation.txt", ExplanationTable(Sum().front()));
}

TEST(ExplanationJson, Sum_IsAsKept) {
  ExpectGolden("explanation.json", Dump(ExplanationJson(Sum().front())) + "\n");
}

TEST(ExplanationCsv, Sum_IsAsKept) { ExpectGolden("explanation.csv", ExplanationCsv(Sum())); }

// What a project was given, with the digests of what shows it.
std::vector<Explained> Investment() {
  std::vector<Explained> explained;
  EXPECT_OK(Append(Part(R"pb(figure {
                               query {
                                 metric: "metrics/project_investment@1"
                                 aggregation: SUM
                                 perimeter: "perimeters/jiangxia-programme"
                                 year: 2011
                                 from_year: 2010
                                 as_of { year: 2011 month: 12 day: 31 }
                               }
                               value: "300.00"
                               unit: "CNY"
                               formula: "sum"
                               subject_count: 2
                               missing_subjects: "projects/q"
                               data_origin: EXAMPLE
                               definition: "project_investment@1"
                               positions { registry: 565 finance: 4012 projects: 964 }
                             })pb"),
                   explained));
  EXPECT_OK(Append(Part(R"pb(rows {
                               rows {
                                 village: "villages/420115010201"
                                 village_display_name: "光明村村委会"
                                 township_display_name: "山坡街道"
                                 value: "300.00"
                                 subject: "projects/p"
                                 subject_display_name: "塘堰整修"
                                 facts: "projects/p"
                                 evidence { record: "projects/p/decisions/0005" sha256: "ab" }
                               }
                             })pb"),
                   explained));
  EXPECT_OK(Append(Part(R"pb(lines {
                               lines {
                                 village: "villages/420115010201"
                                 subject: "projects/p"
                                 record: "investments/i"
                                 evidence_sha256: "cd"
                                 signed_amount { currency_code: "CNY" units: 300 }
                                 transfer {
                                   name: "ledgers/project-p/transfers/a"
                                   debit_account: "ledgers/project-p/accounts/in-kind"
                                   credit_account: "ledgers/project-p/accounts/sources"
                                   effective_date { year: 2011 month: 6 day: 1 }
                                   position: 700
                                 }
                               }
                               lines {
                                 village: "villages/420115010201"
                                 subject: "projects/p"
                                 record: "investments/i"
                                 evidence_sha256: "cd"
                                 signed_amount { currency_code: "CNY" }
                                 transfer { name: "ledgers/project-p/transfers/b" position: 900 }
                               }
                             })pb"),
                   explained));
  return explained;
}

TEST(ExplanationTable, Investment_IsAsKept) {
  ExpectGolden("explanation_investment.txt", ExplanationTable(Investment().front()));
}

TEST(ExplanationJson, Investment_IsAsKept) {
  ExpectGolden("explanation_investment.json", Dump(ExplanationJson(Investment().front())) + "\n");
}

TEST(CheckSums, FigureRowsAndLinesAgree_IsOk) { EXPECT_OK(CheckSums(Sum().front())); }

TEST(CheckSums, FigureIsNotTheSumOfItsRows_AnswersNo) {
  Explained explained = Sum().front();
  explained.figure.set_value("120000.51");
  EXPECT_EQ(ExitCodeOf(CheckSums(explained)), kExitAnswerIsNo);
}

TEST(CheckSums, RowsAreNotTheSumOfTheirLines_AnswersNo) {
  Explained explained = Sum().front();
  explained.lines.pop_back();
  EXPECT_EQ(ExitCodeOf(CheckSums(explained)), kExitAnswerIsNo);
}

TEST(CheckSums, MinimumIsNoSum_IsOk) {
  Explained explained = Sum().front();
  explained.figure.mutable_query()->set_aggregation(assessment::v1::MINIMUM);
  explained.figure.set_value("49000.00");
  EXPECT_OK(CheckSums(explained));
}

TEST(CheckSums, CountHasRowsWithoutLines_IsOk) {
  Explained explained;
  explained.figure.mutable_query()->set_aggregation(assessment::v1::COUNT);
  explained.figure.set_value("2");
  explained.rows.resize(2);
  for (auto& row : explained.rows) row.set_value("1");
  EXPECT_OK(CheckSums(explained));
  explained.rows.pop_back();
  EXPECT_EQ(ExitCodeOf(CheckSums(explained)), kExitAnswerIsNo);
}

TEST(Append, RowsBeforeAnyFigure_AreRefused) {
  std::vector<Explained> explained;
  EXPECT_STATUS(Append(Part("rows {}"), explained), test::HasCode(absl::StatusCode::kInternal));
}

TEST(Append, SecondFigure_TakesTheRowsAfterIt) {
  std::vector<Explained> explained = Sum();
  ASSERT_OK(Append(Part("figure { value: \"1\" }"), explained));
  ASSERT_OK(Append(Part("rows { rows { value: \"1\" } }"), explained));
  ASSERT_EQ(explained.size(), 2U);
  EXPECT_EQ(explained[0].rows.size(), 2U);
  EXPECT_EQ(explained[1].rows.size(), 1U);
}

}  // namespace
}  // namespace cobuild::cli
