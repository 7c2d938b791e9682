// EvaluateMetric and ExplainFigure.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/evaluate_metric.h"
#include "services/assessment/app/explain_figure.h"
#include "services/assessment/app/testing/fake_sources.h"
#include "services/assessment/app/testing/kept_explanation.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {
namespace {

using test::HasCode;
using test::HasViolation;
using test::Refuses;
using ::testing::HasSubstr;

class FiguresTest : public ::testing::Test {
 protected:
  FiguresTest() {
    CreateProgrammeMetrics(live_);
    LoadProgramme(sources_);
  }

  absl::Status Explain(const ExplainFigureCommand& command) {
    return ExplainFigure(live_, sources_, ProgrammeClaims(), command, explanation_);
  }
  absl::Status ExplainClaim(const std::string& id) {
    return Explain({.figure = id, .known_at = std::nullopt, .reach = scope::Reach::Everything()});
  }
  absl::StatusOr<Figure> Evaluate(const FigureQuery& query) {
    return EvaluateMetric(
        live_, sources_,
        {.query = query, .known_at = std::nullopt, .reach = scope::Reach::Everything()});
  }

  static FigureQuery SumOf2011() {
    return {.metric = {"collective_income", 1},
            .aggregation = Aggregation::kSum,
            .perimeter = "jiangxia-programme",
            .cohort_date = std::nullopt,
            .year = 2011,
            .as_of = {2011, 12, 31}};
  }

  MemoryStore store_;
  LiveAssessment live_{store_};
  FakeSources sources_;
  KeptExplanation explanation_;
};

TEST_F(FiguresTest, EvaluateMetric_Sum_IsTheFigureWithItsPositions) {
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(SumOf2011()));
  EXPECT_EQ(ToDecimal(*figure.value, 2), "87890000.00");
  EXPECT_EQ(figure.subject_count, 277);
  EXPECT_EQ(figure.positions, (Positions{kRegistryRecords, kFinanceRecords, 0}));
}

TEST_F(FiguresTest, EvaluateMetric_CountOfVillages_DoesNotAskFinance) {
  sources_.Break("finance");
  FigureQuery query = SumOf2011();
  query.metric = {"villages", 1};
  query.aggregation = Aggregation::kCount;
  query.year = 0;
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(query));
  EXPECT_EQ(ToDecimal(*figure.value, 0), "277");
  EXPECT_EQ(figure.positions, (Positions{kRegistryRecords, 0, 0}));
}

TEST_F(FiguresTest, EvaluateMetric_CohortBeforeItsDay_IsEmpty) {
  FigureQuery query = SumOf2011();
  query.category = Category::kHollowEconomy;
  query.cohort_date = base::Date{2009, 12, 31};
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(query));
  EXPECT_EQ(figure.subject_count, 0);
  EXPECT_EQ(figure.value, std::nullopt);
}

TEST_F(FiguresTest, EvaluateMetric_Errors_ComeInTheirOrder) {
  FigureQuery query = SumOf2011();
  query.metric = {"nothing", 1};
  query.perimeter = "nowhere";
  query.year = 0;
  sources_.Break("finance");
  EXPECT_STATUS(Evaluate(query), Refuses(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND"));
  query.metric = {"collective_income", 1};
  EXPECT_STATUS(Evaluate(query), HasViolation("query.year", "REQUIRED"));
  query.year = 2011;
  EXPECT_STATUS(Evaluate(query), Refuses(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  query.perimeter = "jinkou";
  EXPECT_STATUS(Evaluate(query), Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

TEST_F(FiguresTest, EvaluateMetric_PerimeterTooLarge_SaysSo) {
  std::vector<Village> villages(static_cast<size_t>(kMaxVillages) + 1);
  sources_.AddPerimeter("huge", villages, DataOrigin::kRecorded);
  FigureQuery query = SumOf2011();
  query.perimeter = "huge";
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(query));
  EXPECT_EQ(figure.value, std::nullopt);
  EXPECT_THAT(figure.formula, HasSubstr("more than 10000 villages"));
}

TEST_F(FiguresTest, EvaluateMetric_PerimeterWithoutVillages_CountsNotEvenZero) {
  sources_.AddPerimeter("empty", {}, DataOrigin::kRecorded);
  FigureQuery query = SumOf2011();
  query.metric = {"villages", 1};
  query.aggregation = Aggregation::kCount;
  query.year = 0;
  query.perimeter = "empty";
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(query));
  EXPECT_EQ(figure.value, std::nullopt);
  EXPECT_EQ(figure.formula, "cannot be computed: no village of perimeters/empty was known");
}

TEST_F(FiguresTest, ExplainFigure_Sum_LinesAndRowsAddUpToIt) {
  ASSERT_OK(ExplainClaim("F22"));
  EXPECT_EQ(explanation_.order, "FRL");
  EXPECT_EQ(explanation_.rows.size(), 277u);
  EXPECT_EQ(explanation_.lines.size(), 2 * 277u);
  EXPECT_EQ(SumOf(explanation_.rows), explanation_.figures[0].value->numerator);
  EXPECT_EQ(SumOf(explanation_.lines), explanation_.figures[0].value->numerator);
}

TEST_F(FiguresTest, ExplainFigure_Cohort_HasOnlyItsVillagesLines) {
  ASSERT_OK(ExplainClaim("F12"));
  EXPECT_EQ(explanation_.rows.size(), 51u);
  EXPECT_EQ(explanation_.lines.size(), 2 * 51u);
  EXPECT_EQ(SumOf(explanation_.lines), 362'000'000);
}

TEST_F(FiguresTest, ExplainFigure_Growth_ComesWithItsTwoSumsTheLastYearFirst) {
  ASSERT_OK(ExplainClaim("F23"));
  EXPECT_EQ(explanation_.order, "FFRLFRL");
  EXPECT_EQ(ToDecimal(*explanation_.figures[0].value, 0), "0.623629503749");
  EXPECT_EQ(ToDecimal(*explanation_.figures[1].value, 2), "87890000.00");
  EXPECT_EQ(ToDecimal(*explanation_.figures[2].value, 2), "33340000.00");
  EXPECT_EQ(explanation_.figures[2].positions, explanation_.figures[0].positions);
  EXPECT_EQ(SumOf(explanation_.rows), 8'789'000'000 + 3'334'000'000);
  EXPECT_EQ(SumOf(explanation_.lines), SumOf(explanation_.rows));
}

TEST_F(FiguresTest, ExplainFigure_Count_HasTheVillagesAndNoLines) {
  ASSERT_OK(ExplainClaim("F04"));
  EXPECT_EQ(explanation_.order, "FR");
  ASSERT_EQ(explanation_.rows.size(), 5u);
  EXPECT_EQ(explanation_.rows[0].village.code, "420115001206");
  EXPECT_EQ(explanation_.rows[0].village.township_name, "纸坊街");
}

TEST_F(FiguresTest, ExplainFigure_Change_ComesWithItsTwoShares) {
  ASSERT_OK(ExplainClaim("F29"));
  EXPECT_EQ(explanation_.order, "FFRFR");
  EXPECT_EQ(ToDecimal(*explanation_.figures[0].value, 0), "2.2");
  EXPECT_EQ(ToDecimal(*explanation_.figures[1].value, 0), "0.064");
  EXPECT_EQ(ToDecimal(*explanation_.figures[2].value, 0), "0.042");
  EXPECT_EQ(explanation_.rows.size(), 2 * 277u);
}

TEST_F(FiguresTest, ExplainFigure_EveryHas_NamesTheRecordsUnderEachRow) {
  ASSERT_OK(ExplainClaim("F41"));
  EXPECT_EQ(explanation_.order, "FR");
  ASSERT_EQ(explanation_.rows.size(), 2u);
  EXPECT_EQ(explanation_.rows[0].facts, std::vector<std::string>{"postings/first-420115001201"});
}

TEST_F(FiguresTest, ExplainFigure_LeadingGroups_HasADivisionARow) {
  ASSERT_OK(ExplainClaim("F43"));
  ASSERT_EQ(explanation_.rows.size(), 3u);
  EXPECT_EQ(explanation_.rows[0].subject, "divisions/420115000000");
  EXPECT_EQ(explanation_.rows[0].display_name, "江夏区");
  EXPECT_EQ(explanation_.rows[2].display_name, "金口街");
}

TEST_F(FiguresTest, ExplainFigure_AnyQuery_IsExplainedToo) {
  FigureQuery query = SumOf2011();
  query.aggregation = Aggregation::kMinimum;
  ASSERT_OK(
      Explain({.figure = query, .known_at = std::nullopt, .reach = scope::Reach::Everything()}));
  EXPECT_EQ(explanation_.order, "FRL");
  EXPECT_EQ(ToDecimal(*explanation_.figures[0].value, 2), "50000.00");
}

TEST_F(FiguresTest, ExplainFigure_KnownAtBeforeACorrection_HasTheOldLines) {
  sources_.SetNow({FakeSources::kStart.micros + 1});
  sources_.PostIncome(kRichestHollowVillage, 2011, {-3'600'000}, DataOrigin::kRecorded);
  ASSERT_OK(Explain(
      {.figure = "F12", .known_at = FakeSources::kStart, .reach = scope::Reach::Everything()}));
  EXPECT_EQ(SumOf(explanation_.lines), 362'000'000);
  EXPECT_EQ(explanation_.lines.size(), 2 * 51u);
}

TEST_F(FiguresTest, ExplainFigure_LineRecordedMeanwhile_IsNotAmongTheLines) {
  sources_.OnCall([&](const std::string& method) {
    if (method != "ReadIncomeLines") return;
    sources_.PostIncome(kRichestHollowVillage, 2011, {700}, DataOrigin::kRecorded);
  });
  ASSERT_OK(ExplainClaim("F12"));
  EXPECT_EQ(SumOf(explanation_.lines), explanation_.figures[0].value->numerator);
}

TEST_F(FiguresTest, ExplainFigure_UnknownOrUndefinedClaim_IsNotFound) {
  EXPECT_STATUS(ExplainClaim("F47"), Refuses(absl::StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
  std::vector<Claim> claims = ProgrammeClaims();
  claims[14].definition.reset();
  EXPECT_STATUS(
      ExplainFigure(
          live_, sources_, claims,
          {.figure = "F15", .known_at = std::nullopt, .reach = scope::Reach::Everything()},
          explanation_),
      Refuses(absl::StatusCode::kNotFound, "CLAIM_UNDEFINED"));
  EXPECT_EQ(explanation_.order, "");
}

TEST_F(FiguresTest, ExplainFigure_NobodyReads_StopsAtOnce) {
  explanation_.lines_wanted = 150;
  EXPECT_STATUS(ExplainClaim("F23"), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(explanation_.order, "FFRL");
  EXPECT_EQ(explanation_.lines.size(), 200u);
}

TEST_F(FiguresTest, ExplainFigure_FinanceFailsBeforeTheLines_Fails) {
  sources_.OnCall([&](const std::string& method) {
    if (method == "ReadIncomeLines") sources_.Break("finance");
  });
  EXPECT_STATUS(ExplainClaim("F22"), Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

}  // namespace
}  // namespace cobuild::assessment
