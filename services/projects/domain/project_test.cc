// A project's steps, what each day makes of them, and when one may be taken.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/projects/domain/decide_model.h"
#include "services/projects/domain/decide_project.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;

Project Cancelled() {
  Project project{TourismStatement(), StartedOn({2010, 1, 5}, {2010, 2, 1}, {2010, 3, 1})};
  project.steps.push_back({ProjectAction::kSuspend, {2010, 6, 1}, "flood"});
  project.steps.push_back({ProjectAction::kResume, {2010, 7, 1}, ""});
  project.steps.push_back({ProjectAction::kCancel, {2011, 1, 1}, "no water"});
  return project;
}

TEST(Project, StateOn_IsThatOfTheStepsUpToTheDay) {
  const Project project = Cancelled();
  EXPECT_EQ(StateOn(project, {2010, 1, 4}), ProjectState::kDraft);
  EXPECT_EQ(StateOn(project, {2010, 1, 5}), ProjectState::kSubmitted);
  EXPECT_EQ(StateOn(project, {2010, 2, 28}), ProjectState::kApproved);
  EXPECT_EQ(StateOn(project, {2010, 3, 1}), ProjectState::kRunning);
  EXPECT_EQ(StateOn(project, {2010, 6, 1}), ProjectState::kSuspended);
  EXPECT_EQ(StateOn(project, {2010, 12, 31}), ProjectState::kRunning);
  EXPECT_EQ(StateOf(project), ProjectState::kCancelled);
}

TEST(Project, DayOf_IsTheLastSuchStepUpToTheDay) {
  Project project{TourismStatement(), {}};
  project.steps = {{ProjectAction::kSubmit, {2010, 1, 5}, ""},
                   {ProjectAction::kReturn, {2010, 1, 9}, ""},
                   {ProjectAction::kSubmit, {2010, 2, 5}, ""}};
  EXPECT_EQ(DayOf(project, ProjectAction::kSubmit, {2010, 1, 4}), std::nullopt);
  EXPECT_EQ(DayOf(project, ProjectAction::kSubmit, {2010, 2, 4}), (base::Date{2010, 1, 5}));
  EXPECT_EQ(DayOf(project, ProjectAction::kSubmit, {2010, 2, 5}), (base::Date{2010, 2, 5}));
  EXPECT_EQ(DayOf(project, ProjectAction::kStart, {2012, 1, 1}), std::nullopt);
}

TEST(Project, Keys_AreItsVillagesSponsorAndCampaign) {
  EXPECT_THAT((Project{TourismStatement(), {}}.Keys()),
              ::testing::UnorderedElementsAre("villages/420115002201", "villages/420115002202",
                                              "organizations/water", "campaigns/ponds"));
  EXPECT_THAT((Project{RoadStatement(), {}}.Keys()),
              ::testing::UnorderedElementsAre("villages/420115003201", "organizations/roads"));
}

TEST(Project, DossierDigest_ChangesWithWhatIsStatedAndNotWithSteps) {
  const base::Digest digest = DossierDigest("a", TourismStatement());
  EXPECT_EQ(DossierDigest("a", TourismStatement()), digest);
  EXPECT_NE(DossierDigest("b", TourismStatement()), digest);
  Statement edited = TourismStatement();
  edited.budget[1].amount.value += 1;
  EXPECT_NE(DossierDigest("a", edited), digest);
  edited = TourismStatement();
  edited.strategy = "";
  EXPECT_NE(DossierDigest("a", edited), digest);
}

TEST(DecideStep, TheSameDayAsTheLastStep_IsAllowedAndTheDayBeforeIsNot) {
  Projects projects;
  Put(projects,
      Record<Project>{"a", {TourismStatement(), {{ProjectAction::kSubmit, {2010, 1, 5}, ""}}}});
  EXPECT_STATUS(DecideStep(projects, "a", "", {ProjectAction::kApprove, {2010, 1, 4}, ""}),
                Refuses(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_STEP"));
  EXPECT_OK(DecideStep(projects, "a", "", {ProjectAction::kApprove, {2010, 1, 5}, ""}));
}

TEST(DecideStep, RefusalsInOrder) {
  Projects projects;
  Project full{TourismStatement(), StartedOn({2010, 1, 5}, {2010, 2, 1}, {2010, 3, 1})};
  while (full.steps.size() < kMaxSteps) {
    const bool running = full.steps.back().action != ProjectAction::kSuspend;
    full.steps.push_back(
        {running ? ProjectAction::kSuspend : ProjectAction::kResume, {2010, 4, 1}, ""});
  }
  Put(projects, Record<Project>{"a", full});
  const Step wrong{ProjectAction::kResume, {2010, 1, 1}, ""};
  EXPECT_STATUS(DecideStep(projects, "none", "9", wrong),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(DecideStep(projects, "a", "9", {ProjectAction::kClose, {2010, 1, 1}, ""}),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(DecideStep(projects, "a", "1", {ProjectAction::kClose, {2010, 1, 1}, ""}),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
  EXPECT_STATUS(DecideStep(projects, "a", "1", wrong),
                Refuses(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_STEP"));
  EXPECT_STATUS(DecideStep(projects, "a", "1", {ProjectAction::kResume, {2010, 4, 1}, ""}),
                Refuses(StatusCode::kFailedPrecondition, "TOO_MANY_STEPS"));
}

TEST(ApplyApproval, EachOutcomeHasItsState) {
  Projects projects;
  Put(projects,
      Record<Project>{"a", {TourismStatement(), {{ProjectAction::kSubmit, {2010, 1, 5}, ""}}}});
  const auto state_after = [&](ApprovalOutcome outcome) {
    const auto next = ApplyApproval(projects, "a", outcome, {2010, 2, 1}, "because");
    EXPECT_OK(next);
    EXPECT_EQ(next->facts.steps.back().reason, "because");
    return StateOf(next->facts);
  };
  EXPECT_EQ(state_after(ApprovalOutcome::kApproved), ProjectState::kApproved);
  EXPECT_EQ(state_after(ApprovalOutcome::kReturned), ProjectState::kReturned);
  EXPECT_EQ(state_after(ApprovalOutcome::kRejected), ProjectState::kRejected);
}

TEST(DecideUpdate, KeepsTheStepsAndOnlyWhatIsEditableIsStatedAnew) {
  Projects projects;
  const std::vector<Step> returned = {{ProjectAction::kSubmit, {2010, 1, 5}, ""},
                                      {ProjectAction::kReturn, {2010, 1, 9}, ""}};
  Put(projects, Record<Project>{"a", {TourismStatement(), returned}});
  Put(projects, Record<Project>{"b", {TourismStatement(), {returned[0]}}});
  ASSERT_OK_AND_ASSIGN(const Record<Project> next,
                       DecideUpdateProject(projects, "a", "1", RoadStatement()));
  EXPECT_EQ(next.facts, (Project{RoadStatement(), returned}));
  EXPECT_STATUS(DecideUpdateProject(projects, "b", "", RoadStatement()),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
}

TEST(DecideModel, AfterTheMarkWasTakenBackItMayBeSetAgain) {
  Projects projects;
  const PromotedModel tourism{
      DevelopmentModel::kRuralTourism, {2011, 5, 1}, "现场会", DataOrigin::kExample};
  ASSERT_OK_AND_ASSIGN(const auto promoted, DecidePromoteModel(projects, tourism));
  EXPECT_EQ(promoted.id, "RURAL_TOURISM");
  Put(projects, promoted);
  EXPECT_STATUS(DecidePromoteModel(projects, tourism),
                Refuses(StatusCode::kFailedPrecondition, "MODEL_ALREADY_PROMOTED"));
  EXPECT_STATUS(DecideWithdrawPromotion(projects, DevelopmentModel::kRuralTourism, "9", "mistake"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK_AND_ASSIGN(
      const auto withdrawn,
      DecideWithdrawPromotion(projects, DevelopmentModel::kRuralTourism, "1", "mistake"));
  Put(projects, withdrawn);
  EXPECT_STATUS(DecideWithdrawPromotion(projects, DevelopmentModel::kRuralTourism, "", "mistake"),
                Refuses(StatusCode::kFailedPrecondition, "MODEL_NOT_PROMOTED"));
  EXPECT_OK(DecidePromoteModel(projects, tourism));
}

}  // namespace
}  // namespace cobuild::projects
