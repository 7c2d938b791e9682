// CreateReport to SupersedeReport: what is recorded, and that it stays.
#include "services/assessment/app/reports.h"

#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/report_content.h"
#include "services/assessment/testing/reports_test.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

std::vector<std::string> IdsOf(const records::Page<Report>& page) {
  std::vector<std::string> ids;
  for (const auto& report : page.records) ids.push_back(report.id);
  return ids;
}

TEST_F(ReportsTest, Create_RecordsWhatGenerateGives) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> created, Create("y2011"));
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport generated,
                       GenerateProgrammeReport(live_, sources_, claims_,
                                               {.known_at = {},
                                                .now = kReportNow,
                                                .reach = scope::Reach::Everything(),
                                                .find_division = true}));
  ASSERT_OK_AND_ASSIGN(const StoredReport stored,
                       GetReport(live_, {"y2011", {}, scope::Reach::Everything()}));
  EXPECT_EQ(stored.report, created);
  EXPECT_EQ(stored.content, ContentOf(generated));
  EXPECT_EQ(stored.content.claims.size(), 46u);
  EXPECT_EQ(stored.content.positions.registry, kRegistryRecords);
  EXPECT_EQ(created.facts.content_digest, DigestOf(stored.content));
  EXPECT_EQ(created.facts.state, ReportState::kDraft);
  EXPECT_EQ(created.facts.maker, "person/maker");
  EXPECT_GT(created.facts.counts.proven, 0);
  EXPECT_EQ(created.position, Head());
}

// The whole point of a stored report: whoever doubts it computes it again.
TEST_F(ReportsTest, GenerateAtTheStoredPositions_GivesTheSameDigestWhateverCameLater) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, Create("y2011"));
  ASSERT_OK_AND_ASSIGN(const StoredReport stored,
                       GetReport(live_, {"y2011", {}, scope::Reach::Everything()}));
  CorrectRichest();
  sources_.AddPerimeter("later", {}, DataOrigin::kExample);
  Metric later{.key = {"collective_income", 2}, .description = "later"};
  ASSERT_OK(CreateMetric(live_, ReportRequest("CreateMetric", "later"), later));

  GenerateProgrammeReportCommand again{
      .known_at = {}, .now = {kReportNow.micros + 1}, .reach = scope::Reach::Everything()};
  again.positions = stored.content.positions;
  again.metrics_position = stored.content.metrics_position;
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport generated,
                       GenerateProgrammeReport(live_, sources_, claims_, again));
  EXPECT_EQ(DigestOf(ContentOf(generated)), report.facts.content_digest);
  // Without the positions it is another report.
  again.positions.reset();
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport now,
                       GenerateProgrammeReport(live_, sources_, claims_, again));
  EXPECT_NE(DigestOf(ContentOf(now)), report.facts.content_digest);
}

TEST_F(ReportsTest, GenerateAtTheStoredPositions_MetricsThatCameLaterDoNotExist) {
  MemoryStore empty_store;
  LiveAssessment empty(empty_store);
  ASSERT_OK_AND_ASSIGN(const auto report,
                       CreateReport(empty, sources_, claims_, ReportRequest("Create", "a"),
                                    NewReportCommand("early")));
  EXPECT_EQ(report.facts.counts.undefined, 46);
  ASSERT_OK_AND_ASSIGN(const StoredReport stored,
                       GetReport(empty, {"early", {}, scope::Reach::Everything()}));
  CreateProgrammeMetrics(empty);
  GenerateProgrammeReportCommand again{
      .known_at = {}, .now = kReportNow, .reach = scope::Reach::Everything()};
  again.positions = stored.content.positions;
  again.metrics_position = stored.content.metrics_position;
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport generated,
                       GenerateProgrammeReport(empty, sources_, claims_, again));
  EXPECT_EQ(DigestOf(ContentOf(generated)), report.facts.content_digest);
}

TEST_F(ReportsTest, Create_TwiceOnTheSameFacts_HasOneDigest) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> first, Create("a"));
  ASSERT_OK_AND_ASSIGN(const Record<Report> second, Create("b"));
  EXPECT_EQ(first.facts.content_digest, second.facts.content_digest);
}

TEST_F(ReportsTest, Create_AtPositionsOrAnInstant_SaysWhatWasKnownThen) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> before, Create("before"));
  ASSERT_OK_AND_ASSIGN(const StoredReport stored,
                       GetReport(live_, {"before", {}, scope::Reach::Everything()}));
  CorrectRichest();
  GenerateProgrammeReportCommand then{.known_at = {}, .now = {}};
  then.positions = stored.content.positions;
  then.metrics_position = stored.content.metrics_position;
  EXPECT_EQ(Create("at-positions", then)->facts.content_digest, before.facts.content_digest);
  EXPECT_EQ(
      Create("at-instant", {.known_at = FakeSources::kStart, .now = {}})->facts.content_digest,
      before.facts.content_digest);
  EXPECT_NE(Create("now")->facts.content_digest, before.facts.content_digest);
}

TEST_F(ReportsTest, Create_SameRequestAgain_GivesTheFirstAndAsksNobody) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> first, Create("y2011"));
  ASSERT_OK(Sign(first));
  sources_.Break("registry");
  EXPECT_THAT(Create("y2011"), IsOkAndHolds(first));
  EXPECT_STATUS(CreateReport(live_, sources_, claims_, ReportRequest("Create", "y2011"),
                             NewReportCommand("other")),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ReportsTest, Create_IdThatIsTaken_IsRefusedBeforeAnybodyIsAsked) {
  ASSERT_OK(Create("y2011"));
  sources_.Break("registry");
  EXPECT_STATUS(CreateReport(live_, sources_, claims_, ReportRequest("Create", "b"),
                             NewReportCommand("y2011")),
                Refuses(StatusCode::kAlreadyExists, "REPORT_EXISTS"));
}

TEST_F(ReportsTest, Create_SourceDown_StoresNothingAndTheRequestMayBeRepeated) {
  const int64_t head = Head();
  sources_.Break("finance");
  EXPECT_STATUS(Create("y2011"), Refuses(StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
  EXPECT_EQ(Head(), head);
  sources_.Break("");
  EXPECT_OK(Create("y2011"));
}

TEST_F(ReportsTest, Create_ValidateOnly_TellsTheDigestAndStoresNothing) {
  const int64_t head = Head();
  ChangeRequest change = ReportRequest("Create", "a");
  change.validate_only = true;
  ASSERT_OK_AND_ASSIGN(const auto checked,
                       CreateReport(live_, sources_, claims_, change, NewReportCommand("y2011")));
  EXPECT_EQ(checked.position, 0);
  EXPECT_EQ(Head(), head);
  EXPECT_EQ(Create("y2011")->facts.content_digest, checked.facts.content_digest);
}

TEST_F(ReportsTest, Create_WithoutId_MakesOne) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, Create(""));
  EXPECT_EQ(report.id.size(), 26u);
  EXPECT_OK(GetReport(live_, {report.id, {}, scope::Reach::Everything()}));
}

TEST_F(ReportsTest, Life_EachStateIsReadableAsKnownThen) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> draft, Create("y2011"));
  ASSERT_OK_AND_ASSIGN(const Record<Report> signed_report, Sign(draft));
  ASSERT_OK_AND_ASSIGN(const Record<Report> published, Publish("y2011"));
  Published("corrected");
  ASSERT_OK_AND_ASSIGN(
      const Record<Report> superseded,
      SupersedeReport(live_, ReportRequest("Supersede", "a"), {"y2011", "corrected", ""}));
  for (const auto& state : {draft, signed_report, published, superseded}) {
    ASSERT_OK_AND_ASSIGN(
        const StoredReport known,
        GetReport(live_,
                  {"y2011", {.time = {}, .position = state.position}, scope::Reach::Everything()}));
    EXPECT_EQ(known.report, state);
    EXPECT_EQ(DigestOf(known.content), draft.facts.content_digest);
  }
  EXPECT_STATUS(GetReport(live_, {"y2011",
                                  {.time = {}, .position = draft.position - 2},
                                  scope::Reach::Everything()}),
                Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
  EXPECT_EQ(GetReport(live_, {"corrected", {}, scope::Reach::Everything()})->report.facts.state,
            ReportState::kPublished);
}

TEST_F(ReportsTest, Changes_SameRequestAgain_GivesTheFirstOutcome) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> draft, Create("y2011"));
  ASSERT_OK_AND_ASSIGN(const Record<Report> signed_report, Sign(draft));
  ASSERT_OK(Publish("y2011"));
  EXPECT_THAT(Sign(draft), IsOkAndHolds(signed_report));
  EXPECT_STATUS(SignReport(live_, ReportRequest("Sign", "y2011", "person/signer"),
                           {"y2011", base::Digest{}, ""}),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ReportsTest, Changes_ValidateOnly_StoreNothing) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> draft, Create("y2011"));
  ChangeRequest change = ReportRequest("Sign", "a", "person/signer");
  change.validate_only = true;
  const SignReportCommand command{"y2011", draft.facts.content_digest, ""};
  EXPECT_EQ(SignReport(live_, change, command)->facts.state, ReportState::kSigned);
  EXPECT_THAT(GetReport(live_, {"y2011", {}, scope::Reach::Everything()})->report, draft);
}

TEST_F(ReportsTest, List_ByStateAndKnownAt) {
  Published("a");
  const int64_t then = Head();
  ASSERT_OK(Create("b"));
  EXPECT_THAT(
      IdsOf(*ListReports(
          live_, {.key = "", .known_at = {}, .range = {9, ""}, .reach = scope::Reach::Everything()},
          {})),
      ElementsAre("a", "b"));
  EXPECT_THAT(
      IdsOf(*ListReports(
          live_, {.key = "", .known_at = {}, .range = {9, ""}, .reach = scope::Reach::Everything()},
          ReportState::kDraft)),
      ElementsAre("b"));
  const records::ListQuery earlier{
      "", {.time = {}, .position = then}, {9, ""}, scope::Reach::Everything()};
  EXPECT_THAT(IdsOf(*ListReports(live_, earlier, {})), ElementsAre("a"));
}

}  // namespace
}  // namespace cobuild::assessment
