// ProjectService over the wire: what it answers, and every documented refusal.
#include "common/feed/images.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

class ProjectServiceTest : public ProjectsServerTest {
 protected:
  auto Update(const std::string& id, const std::string& facts, const std::string& more) {
    return Call(&ProjectStub::UpdateProject,
                "project { name: 'projects/" + id + "'" + facts + "}" + more);
  }
  auto List(const std::string& request) { return Call(&ProjectStub::ListProjects, request); }
  std::vector<std::string> Names(const std::string& request) {
    std::vector<std::string> names;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::Project& project : page->projects()) names.push_back(project.name());
    return names;
  }
};

TEST_F(ProjectServiceTest, Create_GivesWhatGetGives) {
  auto created = Create("lotus", "a");
  ASSERT_OK(created);
  EXPECT_THAT(Get("name: 'projects/lotus'"), IsOkAndHolds(EqualsMessage(*created)));
  created->clear_record_time();
  EXPECT_THAT(*created, EqualsProto(std::string(kTourism) + R"(
    name: 'projects/lotus' state: DRAFT etag: '1' position: 1
    budget_total { currency_code: 'CNY' units: 1000 nanos: 10000000 }
    declared_total { currency_code: 'CNY' units: 600 nanos: 60000000 })"));
}

TEST_F(ProjectServiceTest, Create_WithoutAnId_MakesOneUpAndARetryGivesItAgain) {
  const auto created = Create("", "a");
  ASSERT_OK(created);
  EXPECT_THAT(created->name(), ::testing::MatchesRegex("projects/[0-9a-z]{26}"));
  EXPECT_THAT(Create("", "a"), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_EQ(HeadPosition(), 1);
}

TEST_F(ProjectServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(Create("lotus", "a"));
  EXPECT_STATUS(Create("lotus", "a", kRoad),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("lotus", "b", kRoad), Refuses(StatusCode::kAlreadyExists, "PROJECT_EXISTS"));
  EXPECT_OK(Create("other", "b", kRoad, " validate_only: true"));
  EXPECT_EQ(HeadPosition(), 1);
}

TEST_F(ProjectServiceTest, Update_ReplacesWhatIsStatedWhileItIsADraft) {
  ASSERT_OK(Create("p", "a"));
  const auto updated = Update("p", kRoad, "etag: '1' request_id: 'b'");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->campaign(), "");
  EXPECT_EQ(updated->villages_size(), 1);
  EXPECT_STATUS(Update("none", kRoad, "etag: '1' request_id: 'c'"),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(Update("p", kRoad, "etag: '1' request_id: 'c'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5)));
  EXPECT_STATUS(Update("p", kRoad, "request_id: 'c'"),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
}

TEST_F(ProjectServiceTest, LifeCycle_KeepsEachDay) {
  ASSERT_OK(Create("p", "a"));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5)));
  Approve("p", {2010, 2, 1});
  ASSERT_OK(Act(&ProjectStub::StartProject, "p", Day(2010, 3, 1)));
  ASSERT_OK(Act(&ProjectStub::SuspendProject, "p", Day(2010, 6, 1), " reason: 'flood'"));
  ASSERT_OK(Act(&ProjectStub::ResumeProject, "p", Day(2010, 7, 1)));
  ASSERT_OK(Act(&ProjectStub::CompleteProject, "p", Day(2010, 12, 1)));
  ASSERT_OK(Act(&ProjectStub::AcceptProject, "p", Day(2010, 12, 20)));
  const auto closed = Act(&ProjectStub::CloseProject, "p", Day(2011, 1, 10));
  ASSERT_OK(closed);
  EXPECT_EQ(closed->state(), v1::CLOSED);
  EXPECT_THAT(closed->submitted_date(), EqualsProto("year: 2010 month: 1 day: 5"));
  EXPECT_THAT(closed->approved_date(), EqualsProto("year: 2010 month: 2 day: 1"));
  EXPECT_THAT(closed->started_date(), EqualsProto("year: 2010 month: 3 day: 1"));
  EXPECT_THAT(closed->completed_date(), EqualsProto("year: 2010 month: 12 day: 1"));
  EXPECT_THAT(closed->accepted_date(), EqualsProto("year: 2010 month: 12 day: 20"));
  EXPECT_THAT(closed->closed_date(), EqualsProto("year: 2011 month: 1 day: 10"));
  EXPECT_THAT(closed->state_date(), EqualsProto("year: 2011 month: 1 day: 10"));
  EXPECT_FALSE(closed->has_cancelled_date());
  ASSERT_EQ(closed->steps_size(), 8);
  EXPECT_EQ(closed->steps(3).reason(), "flood");
  EXPECT_STATUS(Act(&ProjectStub::CancelProject, "p", Day(2011, 1, 10), " reason: 'x'"),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
}

TEST_F(ProjectServiceTest, Action_ARetryGivesTheFirstOutcomeAndAnotherActionIsNoRetry) {
  ASSERT_OK(Create("p", "a"));
  const std::string request =
      "name: 'projects/p' effective_date " + Day(2010, 1, 5) + " request_id: 's'";
  const auto submitted = Call(&ProjectStub::SubmitProject, request);
  ASSERT_OK(submitted);
  EXPECT_THAT(Call(&ProjectStub::SubmitProject, request), IsOkAndHolds(EqualsMessage(*submitted)));
  EXPECT_STATUS(Call(&ProjectStub::StartProject, request),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
  EXPECT_STATUS(Call(&ProjectStub::SubmitProject, request + " reason: 'again'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ProjectServiceTest, InvalidTransition_NamesStateAndAction) {
  ASSERT_OK(Create("p", "a"));
  const auto refused = Act(&ProjectStub::StartProject, "p", Day(2010, 1, 5));
  EXPECT_STATUS(refused, Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
  const auto detail = error::DetailOf(refused.status());
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->metadata.at("state"), "DRAFT");
  EXPECT_EQ(detail->metadata.at("action"), "START");
}

TEST_F(ProjectServiceTest, Action_RefusalsInOrder) {
  ASSERT_OK(Create("p", "a"));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5)));
  const std::string before = Day(2010, 1, 4);
  EXPECT_STATUS(Act(&ProjectStub::SubmitProject, "none", before, " etag: '9'"),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(Act(&ProjectStub::SubmitProject, "p", before, " etag: '9'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Act(&ProjectStub::SubmitProject, "p", before),
                Refuses(StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
  EXPECT_STATUS(Act(&ProjectStub::CancelProject, "p", before, " reason: 'x'"),
                Refuses(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_STEP"));
  const auto checked =
      Act(&ProjectStub::CancelProject, "p", Day(2010, 1, 5), " reason: 'x' validate_only: true");
  ASSERT_OK(checked);
  EXPECT_EQ(checked->state(), v1::CANCELLED);
  EXPECT_EQ(HeadPosition(), 2);
}

TEST_F(ProjectServiceTest, Action_Malformed_EveryFieldIsNamed) {
  const auto cancel = [&](const std::string& request) {
    return Call(&ProjectStub::CancelProject, request);
  };
  for (const char* field : {"name", "effective_date", "reason", "request_id"}) {
    EXPECT_STATUS(cancel(""), HasViolation(field, "REQUIRED"));
  }
  EXPECT_STATUS(cancel("name: 'villages/a'"), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(cancel("reason: '" + std::string(501, 'x') + "'"),
                HasViolation("reason", "TOO_LONG"));
  EXPECT_STATUS(Call(&ProjectStub::SuspendProject, "name: 'projects/a'"),
                HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Call(&ProjectStub::StartProject,
                     "name: 'projects/a' reason: '" + std::string(501, 'x') + "'"),
                HasViolation("reason", "TOO_LONG"));
  EXPECT_STATUS(cancel("etag: '" + std::string(65, '1') + "'"), HasViolation("etag", "TOO_LONG"));
}

TEST_F(ProjectServiceTest, Create_Malformed_EveryFieldIsNamed) {
  const auto nothing = Create("a", "", "");
  for (const char* field : {"project.display_name", "project.villages", "project.category",
                            "project.sponsor", "project.budget", "project.planned_start_date",
                            "project.planned_end_date", "project.data_origin", "request_id"}) {
    EXPECT_STATUS(nothing, HasViolation(field, "REQUIRED"));
  }
  EXPECT_STATUS(Create("-", "a"), HasViolation("project_id", "MALFORMED"));
  const auto wrong = Create("a", "a",
                            R"(villages { village: 'villages/1' }
    category: 9 model: 9 sponsor: 'water' budget { source: '-' amount { units: 1 } }
    declared_funds { kind: 9 } campaign: 'ponds' data_origin: 9)" +
                                std::string(" strategy: '") + std::string(2'001, 'x') +
                                "' display_name: '" + std::string(101, 'x') + "'");
  EXPECT_STATUS(wrong, HasViolation("project.display_name", "TOO_LONG"));
  EXPECT_STATUS(wrong, HasViolation("project.villages[0].village", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("project.category", "UNKNOWN_ENUM"));
  EXPECT_STATUS(wrong, HasViolation("project.model", "UNKNOWN_ENUM"));
  EXPECT_STATUS(wrong, HasViolation("project.sponsor", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("project.budget[0].source", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("project.budget[0].amount", "NOT_CNY"));
  EXPECT_STATUS(wrong, HasViolation("project.declared_funds[0].kind", "UNKNOWN_ENUM"));
  EXPECT_STATUS(wrong, HasViolation("project.declared_funds[0].amount", "REQUIRED"));
  EXPECT_STATUS(wrong, HasViolation("project.campaign", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("project.strategy", "TOO_LONG"));
  EXPECT_STATUS(wrong, HasViolation("project.data_origin", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Create("a", "a", std::string(kRoad) + " model: LAND_OPERATION"),
                HasViolation("project.model", "NOT_APPLICABLE"));
}

TEST_F(ProjectServiceTest, Create_MoreOfAListThanIsAllowed) {
  v1::CreateProjectRequest request;
  for (int i = 0; i < 51; ++i) request.mutable_project()->add_villages();
  for (int i = 0; i < 21; ++i) request.mutable_project()->add_budget();
  for (int i = 0; i < 81; ++i) request.mutable_project()->add_declared_funds();
  const auto refused = Call(&ProjectStub::CreateProject, request);
  // Violations are told up to what a response's trailers hold; villages come first.
  EXPECT_STATUS(refused, HasViolation("project.villages", "TOO_MANY"));
}

TEST_F(ProjectServiceTest, List_FiltersAndPages) {
  ASSERT_OK(Create("b", "b", kTourism));
  ASSERT_OK(Create("c", "c", kRoad));
  ASSERT_OK(Create("a", "a", kTourism));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "a", Day(2010, 1, 5)));
  EXPECT_THAT(Names(""), ElementsAre("projects/a", "projects/b", "projects/c"));
  EXPECT_THAT(Names("filter { village: 'villages/420115002202' }"),
              ElementsAre("projects/a", "projects/b"));
  EXPECT_THAT(Names("filter { sponsor: 'organizations/roads' }"), ElementsAre("projects/c"));
  EXPECT_THAT(Names("filter { campaign: 'campaigns/ponds' state: DRAFT }"),
              ElementsAre("projects/b"));
  EXPECT_THAT(Names("filter { category: INFRASTRUCTURE }"), ElementsAre("projects/c"));
  EXPECT_THAT(Names("filter { state: SUBMITTED } as_of " + Day(2010, 1, 4)), ElementsAre());
  EXPECT_THAT(Names("filter { state: SUBMITTED } as_of " + Day(2010, 1, 5)),
              ElementsAre("projects/a"));
  EXPECT_THAT(Names("known_at { position: 1 }"), ElementsAre("projects/b"));
  const auto first = List("page_size: 2");
  ASSERT_OK(first);
  EXPECT_EQ(first->projects_size(), 2);
  EXPECT_EQ(first->position(), 4);
  EXPECT_THAT(Names("page_size: 2 page_token: '" + first->next_page_token() + "'"),
              ElementsAre("projects/c"));
  EXPECT_STATUS(List("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
}

TEST_F(ProjectServiceTest, Get_OfAnotherTimeAndOfNothing) {
  ASSERT_OK(Create("p", "a"));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5)));
  EXPECT_EQ(Get("name: 'projects/p'")->state(), v1::SUBMITTED);
  EXPECT_EQ(Get("name: 'projects/p' known_at { position: 1 }")->state(), v1::DRAFT);
  EXPECT_STATUS(Get("name: 'projects/none'"), Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(Get("name: 'x'"), HasViolation("name", "MALFORMED"));
}

TEST_F(ProjectServiceTest, Feed_TellsEachState) {
  ASSERT_OK(Create("p", "a"));
  const auto submitted = Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5));
  ASSERT_OK(submitted);
  const auto page = Call(&FeedStub::ListChanges, "after_position: 1");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 1);
  EXPECT_EQ(page->changes(0).resource_name(), "projects/p");
  v1::Project project;
  ASSERT_TRUE(page->changes(0).resource().UnpackTo(&project));
  EXPECT_THAT(project, EqualsMessage(*submitted));
  const auto stub = feed::v1::FeedService::NewStub(ChannelAs("machine/admin"));
  const feed::Images replayed = feed::ReplayOf(*stub, 1);
  EXPECT_EQ(replayed.size(), 1U);
  EXPECT_EQ(feed::SnapshotOf(*stub, 1), replayed);
  EXPECT_OK(Call(&FeedStub::ListChanges, "resource_types: 'cobuild.projects.v1.Project'"));
}

}  // namespace
}  // namespace cobuild::projects
