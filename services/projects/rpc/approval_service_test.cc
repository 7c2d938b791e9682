// ProcedureService and ApprovalService over the wire: the whole way of a project, and the refusals
// that only a request can have. The rules themselves are tested in domain/approval_test.cc.
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

const char kShort[] = R"(
  title: '两步' division_prefix: '420115' effective_date { year: 2010 month: 1 day: 1 }
  steps { step_id: 'vote' title: '决议' kind: VILLAGE_RESOLUTION role: 'VILLAGE_OFFICER'
          quorum { present_numerator: 2 present_denominator: 3
                   in_favour_numerator: 1 in_favour_denominator: 2 } notice_days: 3 }
  steps { step_id: 'review' title: '审核' kind: TOWNSHIP_REVIEW role: 'TOWNSHIP_LEADER'
          days_allowed: 10 })";

class ApprovalServiceTest : public ProjectsServerTest {
 protected:
  void Submit(const std::string& id, const std::string& facts = kTourism) {
    ASSERT_OK(Create(id, "create-" + id, facts));
    ASSERT_OK(Act(&ProjectStub::SubmitProject, id, Day(2010, 1, 5)));
  }
  auto Approval(const std::string& id) {
    return Call(&ApprovalStub::GetApproval, "name: 'projects/" + id + "'");
  }
  auto CreateProcedure(const std::string& id, const std::string& facts,
                       const std::string& more = "") {
    return Call(&ProcedureStub::CreateProcedure, "procedure_id: '" + id + "' request_id: 'p-" + id +
                                                     "' procedure {" + facts + "}" + more);
  }
  // An approval of what stands.
  std::string Approve(const std::string& id, const std::string& step, const std::string& day,
                      const std::string& more = "") {
    return "name: 'projects/" + id + "' step_id: '" + step + "' outcome: APPROVE_STEP" +
           " dossier_digest: '" + Approval(id)->dossier_digest() + "' decision_date " + day +
           " request_id: 'd-" + step + "'" + more;
  }
  static constexpr char kVotes[] = " votes { eligible: 90 present: 60 in_favour: 31 }";
};

TEST_F(ApprovalServiceTest, DefaultProcedure_IsFoundAndSaysWhoseItIs) {
  const auto found = Call(&ProcedureStub::GetProcedure, "name: 'procedures/default'");
  ASSERT_OK(found);
  EXPECT_THAT(found->title(), ::testing::HasSubstr("Cobuild's own"));
  EXPECT_EQ(found->steps_size(), 5);
  EXPECT_EQ(found->steps(0).quorum().present_numerator(), 2);
  EXPECT_FALSE(found->has_record_time());
  EXPECT_FALSE(found->has_effective_date());
  const auto listed = Call(&ProcedureStub::ListProcedures, "village: 'villages/420115002201'");
  ASSERT_OK(listed);
  EXPECT_THAT(listed->procedures(), ElementsAre(EqualsMessage(*found)));
  EXPECT_STATUS(Call(&ProcedureStub::GetProcedure, "name: 'procedures/none'"),
                Refuses(StatusCode::kNotFound, "PROCEDURE_NOT_FOUND"));
}

TEST_F(ApprovalServiceTest, CreateProcedure_GivesWhatGetAndListGive) {
  const auto created = CreateProcedure("short", kShort);
  ASSERT_OK(created);
  EXPECT_THAT(Call(&ProcedureStub::GetProcedure, "name: 'procedures/short'"),
              IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_THAT(Call(&ProcedureStub::ListProcedures, "")->procedures(),
              ElementsAre(EqualsMessage(*created)));
  EXPECT_THAT(CreateProcedure("short", kShort), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_STATUS(CreateProcedure("other", kShort),
                Refuses(StatusCode::kFailedPrecondition, "PROCEDURE_DAY_TAKEN"));
}

TEST_F(ApprovalServiceTest, CreateProcedure_WrongFields_AreToldAtOnce) {
  const auto refused = CreateProcedure("x", R"(steps { step_id: 'A' role: 'AUDITOR' })");
  for (const auto& [field, reason] : std::vector<std::pair<std::string, std::string>>{
           {"procedure.title", "REQUIRED"},
           {"procedure.division_prefix", "REQUIRED"},
           {"procedure.effective_date", "REQUIRED"},
           {"procedure.steps[0].step_id", "MALFORMED"},
           {"procedure.steps[0].title", "REQUIRED"},
           {"procedure.steps[0].kind", "REQUIRED"},
           {"procedure.steps[0].role", "ROLE_MAY_NOT_DECIDE"}}) {
    EXPECT_STATUS(refused, HasViolation(field, reason));
  }
  EXPECT_STATUS(CreateProcedure("x", ""), HasViolation("procedure.steps", "REQUIRED"));
}

TEST_F(ApprovalServiceTest, FiveSteps_LeadToTheProjectLibrary) {
  Submit("lotus");
  EXPECT_EQ(Approval("lotus")->next_step_id(), "village-resolution");
  EXPECT_OK(
      DecideAs("person/village", Approve("lotus", "village-resolution", Day(2010, 1, 10), kVotes)));
  EXPECT_OK(DecideAs("person/team", Approve("lotus", "feasibility", Day(2010, 1, 17))));
  EXPECT_OK(DecideAs("person/township", Approve("lotus", "township-review", Day(2010, 1, 18))));
  EXPECT_OK(
      DecideAs("person/department", Approve("lotus", "department-appraisal", Day(2010, 1, 19))));
  EXPECT_EQ(HeadPosition(), 6);
  const std::string last =
      Approve("lotus", "leading-group-decision", Day(2010, 2, 1), " comment: '同意'");
  const auto decided = DecideAs("person/group", last);
  ASSERT_OK(decided);
  // The project's next state and then the decision, in one change.
  EXPECT_EQ(decided->name(), "projects/lotus/decisions/0005");
  EXPECT_EQ(decided->position(), 8);
  EXPECT_EQ(decided->decider(), "person/group");
  EXPECT_EQ(decided->notice().days(), 7);
  EXPECT_THAT(DecideAs("person/group", last), IsOkAndHolds(EqualsMessage(*decided)));
  const auto project = Get("name: 'projects/lotus'");
  EXPECT_EQ(project->state(), v1::APPROVED);
  EXPECT_EQ(project->position(), 7);
  const auto approval = Approval("lotus");
  ASSERT_OK(approval);
  EXPECT_EQ(approval->state(), v1::APPROVED);
  EXPECT_EQ(approval->next_step_id(), "");
  EXPECT_THAT(approval->steps(4).decision(), EqualsMessage(*decided));
  EXPECT_EQ(approval->etag(), "8");
  EXPECT_OK(Act(&ProjectStub::StartProject, "lotus", Day(2010, 3, 1)));
}

TEST_F(ApprovalServiceTest, GetApproval_TellsStepsDatesAndDossier) {
  ASSERT_OK(CreateProcedure("short", kShort));
  ASSERT_OK(Create("lotus", "a"));
  const auto draft = Approval("lotus");
  ASSERT_OK(draft);
  EXPECT_EQ(draft->state(), v1::DRAFT);
  EXPECT_FALSE(draft->has_procedure());
  EXPECT_EQ(draft->dossier_digest().size(), 64);
  EXPECT_EQ(draft->data_origin(), type::v1::EXAMPLE);
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "lotus", Day(2010, 1, 5)));
  EXPECT_EQ(Approval("lotus")->procedure().name(), "procedures/short");
  EXPECT_FALSE(Approval("lotus")->has_due_date());
  ASSERT_OK(DecideAs("person/village", Approve("lotus", "vote", Day(2010, 1, 10), kVotes)));
  const auto open = Approval("lotus");
  EXPECT_EQ(open->next_step_id(), "review");
  EXPECT_EQ(open->ready_date().day(), 13);
  EXPECT_EQ(open->due_date().day(), 23);
  EXPECT_EQ(open->dossier_digest(), draft->dossier_digest());
  EXPECT_TRUE(open->steps(0).has_decision());
  EXPECT_FALSE(open->steps(1).has_decision());
  EXPECT_STATUS(Approval("none"), Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
}

TEST_F(ApprovalServiceTest, DecideStep_WrongFields_AreToldAtOnce) {
  const auto refused = DecideAs("person/village", R"(
      outcome: RETURN_PROJECT dossier_digest: 'ABC' notice_date { year: 2010 month: 1 day: 1 }
      decision_date { year: 2010 month: 1 day: 2 }
      votes { eligible: 3 present: 4 in_favour: 5 })");
  for (const auto& [field, reason] :
       std::vector<std::pair<std::string, std::string>>{{"name", "REQUIRED"},
                                                        {"step_id", "REQUIRED"},
                                                        {"dossier_digest", "MALFORMED"},
                                                        {"votes.present", "OUT_OF_RANGE"},
                                                        {"votes.in_favour", "OUT_OF_RANGE"},
                                                        {"comment", "REQUIRED"},
                                                        {"notice_date", "BEFORE_DECISION"},
                                                        {"request_id", "REQUIRED"}}) {
    EXPECT_STATUS(refused, HasViolation(field, reason));
  }
  const auto empty = DecideAs("person/village", "votes { }");
  EXPECT_STATUS(empty, HasViolation("outcome", "REQUIRED"));
  EXPECT_STATUS(empty, HasViolation("dossier_digest", "REQUIRED"));
  EXPECT_STATUS(empty, HasViolation("decision_date", "REQUIRED"));
  EXPECT_STATUS(empty, HasViolation("votes.eligible", "OUT_OF_RANGE"));
}

TEST_F(ApprovalServiceTest, DecideStep_RefusesWhoMayNot_AndChangesNothingWhenItOnlyValidates) {
  Submit("lotus");
  const std::string first = Approve("lotus", "village-resolution", Day(2010, 1, 10), kVotes);
  EXPECT_STATUS(DecideAs("person/auditor", first),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_STATUS(DecideAs("person/team", first),
                Refuses(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED"));
  EXPECT_STATUS(DecideAs("machine/admin", first),
                Refuses(StatusCode::kFailedPrecondition, "SELF_APPROVAL"));
  EXPECT_OK(DecideAs("person/village", first + " validate_only: true"));
  EXPECT_EQ(HeadPosition(), 2);
  ASSERT_OK(DecideAs("person/village", first));
  EXPECT_STATUS(DecideAs("person/village", first + " comment: 'other'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ApprovalServiceTest, Return_SendsTheProjectBack_AndTheEditVoidsTheApprovals) {
  Submit("lotus");
  ASSERT_OK(
      DecideAs("person/village", Approve("lotus", "village-resolution", Day(2010, 1, 10), kVotes)));
  const std::string digest = Approval("lotus")->dossier_digest();
  ASSERT_OK(DecideAs("person/team", "name: 'projects/lotus' step_id: 'feasibility' " +
                                        std::string("outcome: RETURN_PROJECT comment: '造价' ") +
                                        "dossier_digest: '" + digest + "' decision_date " +
                                        Day(2010, 1, 20) + " request_id: 'r'"));
  EXPECT_EQ(Get("name: 'projects/lotus'")->state(), v1::RETURNED);
  ASSERT_OK(Call(&ProjectStub::UpdateProject,
                 "project { name: 'projects/lotus'" + std::string(kRoad) + "} request_id: 'u'"));
  ASSERT_OK(Act(&ProjectStub::SubmitProject, "lotus", Day(2010, 1, 25)));
  const auto approval = Approval("lotus");
  EXPECT_NE(approval->dossier_digest(), digest);
  EXPECT_EQ(approval->next_step_id(), "village-resolution");
  EXPECT_FALSE(approval->steps(0).has_decision());
  const auto decisions = Call(&ApprovalStub::ListDecisions, "parent: 'projects/lotus'");
  ASSERT_OK(decisions);
  EXPECT_EQ(decisions->decisions_size(), 2);
  EXPECT_EQ(decisions->decisions(1).comment(), "造价");
}

TEST_F(ApprovalServiceTest, Inbox_GivesPagesByDueDate) {
  Submit("lotus");
  Submit("road", kRoad);
  ASSERT_OK(
      DecideAs("person/village", Approve("lotus", "village-resolution", Day(2010, 1, 10), kVotes)));
  const std::string asked = "page_size: 1 as_of { year: 2010 month: 2 day: 5 }";
  const auto first = Call(&ApprovalStub::ListPendingSteps, asked);
  ASSERT_OK(first);
  ASSERT_EQ(first->steps_size(), 1);
  EXPECT_EQ(first->steps(0).project(), "projects/road");
  EXPECT_EQ(first->steps(0).village(), "villages/420115003201");
  EXPECT_TRUE(first->steps(0).overdue());
  const auto second = Call(&ApprovalStub::ListPendingSteps,
                           asked + " page_token: '" + first->next_page_token() + "'");
  ASSERT_OK(second);
  ASSERT_EQ(second->steps_size(), 1);
  EXPECT_EQ(second->steps(0).project(), "projects/lotus");
  EXPECT_EQ(second->steps(0).step().role(), "RESIDENT_TEAM");
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_STATUS(Call(&ApprovalStub::ListPendingSteps, "role: 'KING'"),
                HasViolation("role", "UNKNOWN_ROLE"));
  EXPECT_STATUS(Call(&ApprovalStub::ListPendingSteps, "division_prefix: 'x'"),
                HasViolation("division_prefix", "MALFORMED"));
}

TEST_F(ApprovalServiceTest, Feed_TellsTheProcedureTheProjectAndTheDecision) {
  ASSERT_OK(CreateProcedure("short", kShort));
  Submit("lotus");
  ASSERT_OK(DecideAs("person/village", Approve("lotus", "vote", Day(2010, 1, 10), kVotes)));
  const auto decided = DecideAs("person/township", Approve("lotus", "review", Day(2010, 1, 13)));
  ASSERT_OK(decided);
  const auto page = Call(&FeedStub::ListChanges, "");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 6);
  v1::Procedure procedure;
  EXPECT_TRUE(page->changes(0).resource().UnpackTo(&procedure));
  v1::Project project;
  ASSERT_TRUE(page->changes(4).resource().UnpackTo(&project));
  EXPECT_EQ(project.state(), v1::APPROVED);
  v1::Decision decision;
  ASSERT_TRUE(page->changes(5).resource().UnpackTo(&decision));
  EXPECT_THAT(decision, EqualsMessage(*decided));
}

}  // namespace
}  // namespace cobuild::projects
