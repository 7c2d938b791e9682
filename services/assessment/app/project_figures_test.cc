// Figures over projects, what they were given, and funds.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/evaluate_metric.h"
#include "services/assessment/app/testing/fake_sources.h"
#include "services/assessment/app/testing/kept_explanation.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {
namespace {

using test::Refuses;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kFirst[] = "420115001201";
constexpr char kSecond[] = "420115001202";
constexpr char kOutside[] = "420115001999";

// Two villages count; a third one, outside, takes part in projects too.
class ProjectFiguresTest : public ::testing::Test {
 protected:
  ProjectFiguresTest() {
    CreateProgrammeMetrics(live_);
    sources_.AddPerimeter("here",
                          {{.code = kFirst, .name = "一村", .township_name = "乡"},
                           {.code = kSecond, .name = "二村", .township_name = "乡"}},
                          DataOrigin::kRecorded);
  }

  void AddProject(const std::string& id, std::vector<VillagePart> villages,
                  base::Date approved = {2010, 5, 1}, base::Date started = {2010, 6, 1}) {
    sources_.AddProject({.name = "projects/" + id,
                         .display_name = id,
                         .category = "ECONOMIC_DEVELOPMENT",
                         .model = "RURAL_TOURISM",
                         .villages = std::move(villages),
                         .origin = DataOrigin::kRecorded},
                        approved, started);
  }

  void Invest(const std::string& id, const std::string& source, int64_t fen,
              base::Date date = {2011, 3, 1}) {
    sources_.Invest("projects/" + id, "PRIVATE", source, {fen}, date, DataOrigin::kRecorded);
  }

  static FigureQuery QueryOf(const std::string& metric, Aggregation aggregation) {
    return {.metric = {metric, 1},
            .aggregation = aggregation,
            .perimeter = "here",
            .cohort_date = std::nullopt,
            .year = 2011,
            .from_year = 2010,
            .as_of = {2011, 12, 31}};
  }
  absl::StatusOr<Figure> Evaluate(const FigureQuery& query) {
    return EvaluateMetric(
        live_, sources_,
        {.query = query, .known_at = std::nullopt, .reach = scope::Reach::Everything()});
  }
  absl::StatusOr<Figure> ThreeOnes() {
    FigureQuery query = QueryOf("three_ones", Aggregation::kCount);
    query.year = query.from_year = 0;
    return Evaluate(query);
  }
  void Post(const std::string& role, const std::string& village) {
    sources_.AddRecord(Fact::kPosting, role, {2011, 1, 1},
                       {.name = "postings/" + role + village, .village = village});
  }
  absl::Status Explain(const FigureQuery& query) {
    return ExplainFigure(
        live_, sources_, {},
        {.figure = query, .known_at = std::nullopt, .reach = scope::Reach::Everything()},
        explanation_);
  }

  MemoryStore store_;
  LiveAssessment live_{store_};
  FakeSources sources_;
  KeptExplanation explanation_;
};

std::vector<std::string> SubjectsOf(const std::vector<Row>& rows) {
  std::vector<std::string> subjects;
  for (const Row& row : rows) subjects.push_back(row.subject);
  return subjects;
}

TEST_F(ProjectFiguresTest, Project_CountsOnceUnderItsLeadVillage) {
  AddProject("a", {{kFirst, 5'000}, {kSecond, 5'000}});
  AddProject("b", {{kOutside, 1'000}, {kFirst, 9'000}});
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(QueryOf("projects", Aggregation::kCount)));
  EXPECT_THAT(SubjectsOf(figure.rows), ElementsAre("projects/a"));
}

TEST_F(ProjectFiguresTest, Project_ApprovedAndStartedInTheYearsAndNotCancelled_Counts) {
  AddProject("approved-before", {{kFirst, 10'000}}, {2009, 12, 31}, {2010, 1, 2});
  AddProject("first-day", {{kFirst, 10'000}}, {2010, 1, 1}, {2010, 1, 1});
  AddProject("last-day", {{kFirst, 10'000}}, {2011, 12, 31}, {2011, 12, 31});
  AddProject("started-after", {{kFirst, 10'000}}, {2011, 12, 31}, {2012, 1, 1});
  AddProject("cancelled", {{kFirst, 10'000}});
  AddProject("cancelled-later", {{kFirst, 10'000}});
  sources_.CancelProject("projects/cancelled", {2011, 12, 31});
  sources_.CancelProject("projects/cancelled-later", {2012, 1, 1});
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(QueryOf("projects", Aggregation::kCount)));
  EXPECT_THAT(SubjectsOf(figure.rows),
              ElementsAre("projects/cancelled-later", "projects/first-day", "projects/last-day"));
}

TEST_F(ProjectFiguresTest, Project_OfAnotherCategory_DoesNotCount) {
  AddProject("a", {{kFirst, 10'000}});
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("infrastructure_projects", Aggregation::kCount)));
  EXPECT_THAT(figure.rows, IsEmpty());
  EXPECT_EQ(figure.value, Exact{.numerator = 0});
}

TEST_F(ProjectFiguresTest, Investment_OfVillagesOutside_IsNotCounted) {
  AddProject("a", {{kFirst, 3'334}, {kSecond, 3'333}, {kOutside, 3'333}});
  AddProject("b", {{kOutside, 1'000}, {kFirst, 9'000}});
  Invest("a", "villagers", 100);
  Invest("a", "enterprise", 1);
  Invest("b", "villagers", 1'000);
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("project_investment", Aggregation::kSum)));
  EXPECT_THAT(SubjectsOf(figure.rows), ElementsAre("projects/a"));
  EXPECT_EQ(figure.value, (Exact{67 + 1, kFenPerYuan}));  // 34 + 33 of 100, the first one's fen
}

TEST_F(ProjectFiguresTest, Investment_AfterTheDay_IsNotCounted) {
  AddProject("a", {{kFirst, 10'000}});
  Invest("a", "villagers", 100, {2011, 12, 31});
  Invest("a", "villagers", 7, {2012, 1, 1});
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("project_investment", Aggregation::kSum)));
  EXPECT_EQ(figure.value, (Exact{100, kFenPerYuan}));
}

TEST_F(ProjectFiguresTest, Investment_ThatNobodyRecorded_IsMissing) {
  AddProject("a", {{kFirst, 10'000}});
  AddProject("b", {{kFirst, 10'000}});
  Invest("a", "villagers", 100);
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("project_investment", Aggregation::kSum)));
  EXPECT_THAT(figure.missing, ElementsAre("projects/b"));
  EXPECT_EQ(figure.bound, Bound::kAtLeast);
}

TEST_F(ProjectFiguresTest, Investment_NoProject_AsksFinanceForNone) {
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("project_investment", Aggregation::kSum)));
  EXPECT_EQ(figure.value, std::nullopt);
  EXPECT_EQ(sources_.calls("SummarizeInvestments"), 0);
}

TEST_F(ProjectFiguresTest, ExplainedInvestment_LinesAddUpToTheRowsToTheFen) {
  AddProject("a", {{kFirst, 3'334}, {kSecond, 3'333}, {kOutside, 3'333}});
  for (const int64_t fen : {1, 1, 1, 5, -5, 98}) Invest("a", "villagers", fen);
  for (int line = 0; line < 150; ++line) Invest("a", "enterprise", 1 + line % 3);
  ASSERT_OK(Explain(QueryOf("project_investment", Aggregation::kSum)));
  EXPECT_EQ(explanation_.order, "FRL");
  EXPECT_EQ(explanation_.lines.size(), 156u);
  EXPECT_EQ(SumOf(explanation_.rows), 68 + 200);  // of 101 and of 300
  EXPECT_EQ(SumOf(explanation_.lines), SumOf(explanation_.rows));
  EXPECT_EQ(explanation_.lines[0].village, kFirst);
  EXPECT_EQ(explanation_.lines[0].subject, "projects/a");
}

TEST_F(ProjectFiguresTest, ExplainedProject_ShowsItsEvidenceByTheDay) {
  AddProject("a", {{kFirst, 10'000}});
  const Evidence dossier{.record = "projects/a/decisions/0005", .sha256 = std::string(64, 'a')};
  sources_.AddEvidence("projects/a", {2010, 5, 1}, dossier);
  sources_.AddEvidence("projects/a", {2012, 1, 1}, {.record = "later", .sha256 = {}});
  sources_.AddEvidence("projects/b", {2010, 5, 1}, {.record = "another's", .sha256 = {}});
  ASSERT_OK(Explain(QueryOf("projects", Aggregation::kCount)));
  EXPECT_EQ(explanation_.order, "FR");
  EXPECT_THAT(explanation_.rows[0].evidence, ElementsAre(dossier));
}

TEST_F(ProjectFiguresTest, PromotedModel_WithoutAnEconomicProjectHere_DoesNotHold) {
  AddProject("a", {{kFirst, 10'000}});
  AddProject("b", {{kOutside, 10'000}});
  for (const char* model : {"RURAL_TOURISM", "LAND_OPERATION"}) {
    sources_.PromoteModel(model, {2011, 12, 31}, DataOrigin::kRecorded);
  }
  sources_.PromoteModel("ASSET_OPERATION", {2012, 1, 1}, DataOrigin::kRecorded);
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("promoted_models", Aggregation::kCountEvery)));
  EXPECT_EQ(figure.value, Exact{.numerator = 2});
  ASSERT_EQ(figure.rows.size(), 1u);
  EXPECT_THAT(figure.rows[0].facts, ElementsAre("projects/a"));
  EXPECT_THAT(SubjectsOf(figure.lacking), ElementsAre("models/LAND_OPERATION"));
}

TEST_F(ProjectFiguresTest, ThreeOnes_NeedsAllThree) {
  AddProject("a", {{kOutside, 5'000}, {kFirst, 5'000}}, {2009, 1, 1}, {2009, 2, 1});
  Post("CAPABLE_PERSON", kFirst);
  Post("CONTACT_LEADER", kFirst);
  Post("CAPABLE_PERSON", kSecond);
  Post("CONTACT_LEADER", kSecond);
  ASSERT_OK_AND_ASSIGN(const Figure figure, ThreeOnes());
  ASSERT_EQ(figure.rows.size(), 1u);
  ASSERT_EQ(figure.lacking.size(), 1u);
  EXPECT_EQ(figure.rows[0].subject, "villages/420115001201");
  EXPECT_THAT(figure.rows[0].facts, ElementsAre("projects/a", "postings/CAPABLE_PERSON420115001201",
                                                "postings/CONTACT_LEADER420115001201"));
  EXPECT_EQ(figure.lacking[0].subject, "villages/420115001202");
  EXPECT_THAT(figure.lacking[0].facts, ElementsAre("postings/CAPABLE_PERSON420115001202",
                                                   "postings/CONTACT_LEADER420115001202"));
}

TEST_F(ProjectFiguresTest, ThreeOnes_ProjectStartedAfterTheDay_DoesNotCount) {
  AddProject("a", {{kFirst, 10'000}}, {2011, 12, 1}, {2012, 1, 1});
  Post("CAPABLE_PERSON", kFirst);
  Post("CONTACT_LEADER", kFirst);
  ASSERT_OK_AND_ASSIGN(const Figure figure, ThreeOnes());
  EXPECT_THAT(figure.rows, IsEmpty());
}

TEST_F(ProjectFiguresTest, FundThatFinanceDoesNotHave_GivesNoValue) {
  ASSERT_OK_AND_ASSIGN(const Figure figure,
                       Evaluate(QueryOf("agricultural_fund", Aggregation::kMinimum)));
  EXPECT_EQ(figure.value, std::nullopt);
  EXPECT_THAT(figure.formula, HasSubstr("finance has no fund agricultural-development"));
}

TEST_F(ProjectFiguresTest, ServicesThatAreNotNeeded_AreNotAsked) {
  AddProject("a", {{kFirst, 10'000}});
  sources_.Break("finance");
  ASSERT_OK_AND_ASSIGN(const Figure count, Evaluate(QueryOf("projects", Aggregation::kCount)));
  EXPECT_EQ(count.positions, (Positions{1, 0, 1}));
  EXPECT_STATUS(Evaluate(QueryOf("project_investment", Aggregation::kSum)),
                Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

}  // namespace
}  // namespace cobuild::assessment
