// What a caller whose grants are bounded changes: the table of who reaches what against every
// change.
#include <functional>

#include "services/projects/app/approvals.h"
#include "services/projects/app/evidence.h"
#include "services/projects/app/import_projects.h"
#include "services/projects/app/milestones.h"
#include "services/projects/app/procedures.h"
#include "services/projects/app/projects.h"
#include "services/projects/app/testing/reach_test.h"
#include "services/projects/domain/default_procedure.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using scope::Bound;
using scope::Reach;
using test::Refuses;
using ::testing::ElementsAre;

// A change of what a place has. `wrong`: with what would be refused if the row were within reach.
struct Change {
  std::string name;
  std::string reason_when_wrong;
  std::function<absl::Status(Serving&, const ChangeRequest&, const std::string& place, bool wrong)>
      run;
};

const std::string kStaleEtag = "999";

std::vector<Change> ProjectChanges() {
  return {
      {"UpdateProject", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         const Statement stated = place == "lotus" ? TourismStatement() : RoadStatement();
         return UpdateProject(serving.live, change,
                              {place + "-draft", stated, wrong ? kStaleEtag : ""})
             .status();
       }},
      {"MoveProject", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         const Step submit{ProjectAction::kSubmit, {2010, 1, 5}, ""};
         return MoveProject(serving.live, change,
                            {place + "-draft", submit, wrong ? kStaleEtag : ""})
             .status();
       }},
      {"DecideStep", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         DecideStepCommand command;
         command.project = place + "-submitted";
         command.step_id = "village-resolution";
         command.dossier_digest = DossierDigest(
             command.project, place == "lotus" ? TourismStatement() : RoadStatement());
         command.votes = Votes{3, 3, 3};
         command.decision_date = {2010, 1, 10};
         if (wrong) command.etag = kStaleEtag;
         const auto village = [](const scope::Places&) {
           return std::vector<std::string>{"VILLAGE_OFFICER"};
         };
         ChangeRequest of_another = change;
         of_another.request.principal = "person/village";
         return DecideStep(serving.live, of_another, village, command).status();
       }},
  };
}

std::vector<Change> MilestoneChanges() {
  return {
      {"CreateMilestone", "MILESTONE_EXISTS",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         return CreateMilestone(serving.live, change, {place + "-running", wrong ? "m" : "n", {}})
             .status();
       }},
      {"UpdateMilestone", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         return UpdateMilestone(serving.live, change,
                                {place + "-running/m", {}, wrong ? kStaleEtag : ""})
             .status();
       }},
      {"DeleteMilestone", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         return DeleteMilestone(serving.live, change,
                                {place + "-running/m", "twice", wrong ? kStaleEtag : ""})
             .status();
       }},
      {"ReportProgress", "ETAG_MISMATCH",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         const Progress progress{{2010, 4, 1}, 5'000, ""};
         return ReportProgress(serving.live, change,
                               {place + "-running/m", progress, wrong ? kStaleEtag : ""})
             .status();
       }},
      {"AcceptMilestone", "EVIDENCE_NOT_FOUND",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         // Wrong: a file of another project, whether the caller sees that or not.
         const std::string other = place == "lotus" ? "road" : "lotus";
         return AcceptMilestone(serving.live, change,
                                {place + "-running/m",
                                 {2010, 4, 1},
                                 {(wrong ? other : place) + "-running/e"},
                                 ""})
             .status();
       }},
      {"UploadEvidence", "EVIDENCE_EXISTS",
       [](Serving& serving, const ChangeRequest& change, const std::string& place, bool wrong) {
         UploadEvidenceCommand command;
         command.id = wrong ? "e" : "f";
         command.facts.project = place + "-running";
         return UploadEvidence(serving.live, serving.contents, change, command, "x").status();
       }},
  };
}

TEST_F(ReachTest, Changes_AreOfWhatIsWhollyWithinAndTheRestIsNotThere) {
  std::vector<Change> changes = ProjectChanges();
  for (Change& change : MilestoneChanges()) changes.push_back(std::move(change));
  Serving empty;
  for (const Caller& caller : Callers()) {
    const Reach reach = ReachWithin(caller.bound);
    for (const Change& change : changes) {
      for (const std::string place : {"lotus", "road"}) {
        SCOPED_TRACE(caller.name + ": " + change.name + " of " + place);
        const Held held = place == "lotus" ? caller.lotus : caller.road;
        const absl::Status right = change.run(serving_, TrialFor(reach), place, false);
        const absl::Status wrong = change.run(serving_, TrialFor(reach), place, true);
        switch (held) {
          case Held::kAll:
            EXPECT_OK(right);
            EXPECT_EQ(error::DetailOf(wrong)->reason, change.reason_when_wrong);
            break;
          case Held::kPart:
            EXPECT_STATUS(right, Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
            EXPECT_STATUS(wrong, Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
            break;
          case Held::kNothing: {
            // To the last word what a service that has no such row answers.
            const absl::Status missing =
                change.run(empty, TrialFor(Reach::Everything()), place, false);
            EXPECT_EQ(missing.code(), StatusCode::kNotFound);
            EXPECT_EQ(right, missing);
            EXPECT_EQ(wrong, missing);
            break;
          }
        }
      }
    }
  }
}

TEST_F(ReachTest, NewProject_IsPutWhereAllOfItIsWithin) {
  for (const Caller& caller : Callers()) {
    SCOPED_TRACE(caller.name);
    const Reach reach = ReachWithin(caller.bound);
    const absl::Status created =
        CreateProject(serving_.live, TrialFor(reach), {"new", TourismStatement()}).status();
    const auto imported = ImportProjects(
        serving_.live, TrialFor(reach),
        {true, {{1, "new", TourismStatement(), {}}, {2, "newer", RoadStatement(), {}}}});
    ASSERT_OK(imported);
    std::vector<int64_t> rejected;
    for (const RowFault& fault : imported->facts.faults) {
      EXPECT_EQ(fault.reason, "OUT_OF_SCOPE");
      rejected.push_back(fault.line);
    }
    std::vector<int64_t> outside;
    if (caller.lotus != Held::kAll) outside.push_back(1);
    if (caller.road != Held::kAll) outside.push_back(2);
    EXPECT_EQ(rejected, outside);
    if (caller.lotus == Held::kAll) {
      EXPECT_OK(created);
    } else {
      EXPECT_STATUS(created, Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
    }
  }
}

TEST_F(ReachTest, Project_IsNotMovedOutOfReach) {
  const Reach only_village = ReachWithin(Bound::Division(kSandbar));
  Statement wider = RoadStatement();
  wider.villages = {{kSandbar, 5'000}, {kRiver, 5'000}};
  EXPECT_STATUS(UpdateProject(serving_.live, RequestFor(only_village), {"road-draft", wider, ""}),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_EQ(GetProject(serving_.live, {"road-draft", {}, only_village})->facts.stated,
            RoadStatement());
  EXPECT_OK(UpdateProject(serving_.live, RequestFor(ReachWithin(Bound::Organization("roads"))),
                          {"road-draft", wider, ""}));
}

TEST_F(ReachTest, RetryOfAChange_TellsNothingOnceItsRowIsOutOfReach) {
  ChangeRequest change = RequestFor(ReachWithin(Bound::Division(kSandbar)));
  const StepCommand submit{"road-draft", {ProjectAction::kSubmit, {2010, 1, 5}, ""}, ""};
  ASSERT_OK(MoveProject(serving_.live, change, submit));
  ASSERT_OK(MoveProject(serving_.live, change, submit));
  change.reach = ReachWithin(Bound::Division(kRiver));
  EXPECT_FALSE(MoveProject(serving_.live, change, submit).ok());
}

TEST_F(ReachTest, Decision_IsByTheRolesThatHoldWhereTheProjectIs) {
  DecideStepCommand command;
  command.project = "lotus-submitted";
  command.step_id = "village-resolution";
  command.dossier_digest = DossierDigest(command.project, TourismStatement());
  command.votes = Votes{3, 3, 3};
  command.decision_date = {2010, 1, 10};
  ChangeRequest change = TrialFor(ReachWithin(Bound::Division("420115002000")));
  change.request.principal = "person/village";
  scope::Places asked;
  const auto nowhere = [&](const scope::Places& places) {
    asked = places;
    return std::vector<std::string>();
  };
  EXPECT_STATUS(DecideStep(serving_.live, change, nowhere, command),
                Refuses(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED"));
  EXPECT_THAT(asked.divisions, ElementsAre(kRiver, kHill));
  EXPECT_THAT(asked.organizations, ElementsAre("water"));
}

TEST_F(ReachTest, Procedure_IsCreatedByWhoReachesEveryVillageThatItHoldsFor) {
  struct Row {
    std::string prefix;
    Bound bound;
    bool allowed;
  };
  const Bound township = Bound::Division("420115002000");
  const Bound district = Bound::Division("420115000000");
  const std::vector<Row> rows = {
      {"420115002", township, true},
      {"420115002", district, true},
      {"420115002", Bound::Division(kRiver), false},
      {"420115002", Bound::Division("420115003000"), false},
      {"420115002", Bound::Organization("water"), false},
      {kRiver, township, true},
      {kRiver, Bound::Division(kRiver), true},
      {"420115", township, false},
      {"420115", district, true},
      // Some townships of the district.
      {"42011500", township, false},
      {"42011500", district, true},
      {"4", Bound::Division("420100000000"), false},
      {"4", Bound::WholeTree(), true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.prefix + " by " + row.bound.id);
    CreateProcedureCommand create{"p", DefaultProcedure().facts};
    create.procedure.division_prefix = row.prefix;
    create.procedure.effective_date = {2010, 1, 1};
    const auto created = CreateProcedure(serving_.live, TrialFor(ReachWithin(row.bound)), create);
    if (row.allowed) {
      EXPECT_OK(created);
    } else {
      EXPECT_STATUS(created, Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
    }
  }
}

}  // namespace
}  // namespace cobuild::projects
