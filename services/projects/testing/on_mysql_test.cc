// The use cases over a real database: restarts, two processes on one schema, and a large import.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "services/projects/app/approvals.h"
#include "services/projects/app/import_projects.h"
#include "services/projects/app/models.h"
#include "services/projects/app/procedures.h"
#include "services/projects/app/projects.h"
#include "services/projects/domain/default_procedure.h"
#include "services/projects/store/mysql/testing/test_database.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using test::IsOkAndHolds;

// What one process of the service has.
struct RunningProjects {
  explicit RunningProjects(const mysql::Options& options)
      : database(OpenTestDatabase(options)), store(*database), live(store) {
    EXPECT_OK(live.CatchUp());
  }

  std::unique_ptr<mysql::Database> database;
  MysqlStore store;
  LiveProjects live;
};

const scope::Reach kEverywhere = scope::Reach::Everything();

ChangeRequest RequestOf(const std::string& method, const std::string& id) {
  ChangeRequest change;
  change.reach = kEverywhere;
  change.request = {"machine/test", method, id, {}};
  change.now = {1'330'000'000'000'000};
  return change;
}

TEST(OnMysql, EveryKindOfRecord_IsThereAfterARestart) {
  const mysql::Options options = MakeSchema("projects");
  Record<Project> submitted;
  Record<PromotedModel> promoted;
  Record<ProjectImport> imported;
  Record<Procedure> procedure;
  {
    RunningProjects first(options);
    ASSERT_OK(CreateProject(first.live, RequestOf("Create", "a"), {"lotus", TourismStatement()}));
    const StepCommand submit{"lotus", {ProjectAction::kSubmit, {2010, 1, 5}, ""}, "1"};
    ASSERT_OK_AND_ASSIGN(submitted, MoveProject(first.live, RequestOf("Submit", "a"), submit));
    const PromotedModel tourism{
        DevelopmentModel::kRuralTourism, {2011, 5, 1}, "现场会", DataOrigin::kExample};
    ASSERT_OK_AND_ASSIGN(promoted, PromoteModel(first.live, RequestOf("Promote", "a"), tourism));
    ASSERT_OK_AND_ASSIGN(
        imported,
        ImportProjects(
            first.live, RequestOf("Import", "a"),
            {true, {{2, "road", RoadStatement(), {}}, {0, "none", RoadStatement(), {}}}}));
    CreateProcedureCommand create{"district", DefaultProcedure().facts};
    create.procedure.division_prefix = "420115";
    ASSERT_OK_AND_ASSIGN(procedure,
                         CreateProcedure(first.live, RequestOf("Procedure", "a"), create));
  }
  RunningProjects second(options);
  EXPECT_THAT(GetProject(second.live, {"lotus", {}, kEverywhere}), IsOkAndHolds(submitted));
  EXPECT_THAT(GetProcedure(second.live, {"district", {}, kEverywhere}), IsOkAndHolds(procedure));
  EXPECT_THAT(ListModels(second.live, {records::kLastDay, {}})->models,
              ::testing::ElementsAre(promoted));
  EXPECT_THAT(
      ImportProjects(second.live, RequestOf("Import", "a"),
                     {true, {{2, "road", RoadStatement(), {}}, {0, "none", RoadStatement(), {}}}}),
      IsOkAndHolds(imported));
  EXPECT_EQ(second.store.ReadHead()->position, 6);
}

TEST(OnMysql, TwoProcesses_DecideOnWhatTheOtherWrote) {
  const mysql::Options options = MakeSchema("projects");
  RunningProjects a(options);
  RunningProjects b(options);
  ASSERT_OK(CreateProject(a.live, RequestOf("Create", "a"), {"road", RoadStatement()}));
  const StepCommand submit{"road", {ProjectAction::kSubmit, {2010, 9, 1}, ""}, ""};
  ASSERT_OK_AND_ASSIGN(const auto submitted, MoveProject(b.live, RequestOf("Submit", "b"), submit));
  // A retry may come to either process; another submission is refused by both.
  EXPECT_THAT(MoveProject(a.live, RequestOf("Submit", "b"), submit), IsOkAndHolds(submitted));
  EXPECT_STATUS(MoveProject(a.live, RequestOf("Submit", "c"), submit),
                test::Refuses(absl::StatusCode::kFailedPrecondition, "INVALID_TRANSITION"));
}

// A decision of `who` on the next step, on the day when it may be made.
absl::StatusOr<Record<Decision>> DecideNext(RunningProjects& running, const std::string& who,
                                            const Approval& approval, std::latch& both) {
  const ProcedureStep& step = *approval.NextStep();
  DecideStepCommand command;
  command.project = approval.project;
  command.step_id = step.id;
  command.dossier_digest = approval.dossier_digest;
  if (step.quorum) command.votes = Votes{3, 3, 3};
  command.decision_date = approval.ReadyDate();
  ChangeRequest change = RequestOf("Decide", step.id);
  change.request.principal = who;
  both.arrive_and_wait();
  const auto roles_at = [&](const scope::Places&) { return std::vector{step.role}; };
  return DecideStep(running.live, change, roles_at, command);
}

TEST(OnMysql, TwoApproversAtOnce_MakeOneDecision) {
  const mysql::Options options = MakeSchema("projects");
  RunningProjects a(options);
  RunningProjects b(options);
  ASSERT_OK(CreateProject(a.live, RequestOf("Create", "a"), {"lotus", TourismStatement()}));
  const StepCommand submit{"lotus", {ProjectAction::kSubmit, {2010, 1, 5}, ""}, ""};
  ASSERT_OK(MoveProject(a.live, RequestOf("Submit", "a"), submit));
  for (int step = 0; step < 5; ++step) {
    ASSERT_OK(a.live.CatchUp());
    ASSERT_OK_AND_ASSIGN(const KnownApproval known,
                         GetApproval(a.live, {"lotus", {}, kEverywhere}));
    ASSERT_EQ(known.approval.approvals.size(), step);
    const std::string number = std::to_string(step);
    std::latch both(2);
    absl::StatusOr<Record<Decision>> of_b;
    std::thread other([&] { of_b = DecideNext(b, "person/b" + number, known.approval, both); });
    const auto of_a = DecideNext(a, "person/a" + number, known.approval, both);
    other.join();
    EXPECT_NE(of_a.ok(), of_b.ok());
    EXPECT_STATUS(of_a.ok() ? of_b : of_a,
                  test::Refuses(absl::StatusCode::kFailedPrecondition,
                                step < 4 ? "STEP_ALREADY_DECIDED" : "APPROVAL_NOT_OPEN"));
  }
  ASSERT_OK(a.live.CatchUp());
  EXPECT_EQ(StateOf(GetProject(a.live, {"lotus", {}, kEverywhere})->facts),
            ProjectState::kApproved);
  // Creation, submission, five decisions and the project's last state.
  EXPECT_EQ(a.store.ReadHead()->position, 8);
  RunningProjects restarted(options);
  EXPECT_EQ(GetApproval(restarted.live, {"lotus", {}, kEverywhere})->approval.approvals,
            GetApproval(a.live, {"lotus", {}, kEverywhere})->approval.approvals);
}

TEST(OnMysql, TheLargestImport_IsOneTransaction) {
  const mysql::Options options = MakeSchema("projects");
  RunningProjects running(options);
  ImportCommand command;
  for (size_t i = 0; i < kMaxImportRows; ++i) {
    command.rows.push_back(
        {static_cast<int64_t>(i + 1), "p" + std::to_string(i), TourismStatement(), {}});
  }
  ASSERT_OK_AND_ASSIGN(const auto report,
                       ImportProjects(running.live, RequestOf("Import", "a"), command));
  EXPECT_EQ(report.position, 10'001);
  RunningProjects restarted(options);
  SummarizeQuery query;
  query.at.as_of = records::kLastDay;
  query.reach = kEverywhere;
  EXPECT_EQ(SummarizeProjects(restarted.live, query)->total.project_count, 10'000);
}

}  // namespace
}  // namespace cobuild::projects
