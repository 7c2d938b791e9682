// Who may decide which step when, what counts of it later, and what waits for whom.
#include "services/projects/domain/approval.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/projects/domain/decide_approval.h"
#include "services/projects/domain/decide_project.h"
#include "services/projects/domain/default_procedure.h"
#include "services/projects/domain/pending.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;
using ::testing::ElementsAre;

constexpr auto kRefused = StatusCode::kFailedPrecondition;
const base::Date kSubmitted{2010, 1, 5};

// Step by step, who has the role and how it is called.
const std::vector<Decider> kDeciders = {{"person/village", {"VILLAGE_OFFICER"}},
                                        {"person/team", {"AUDITOR", "RESIDENT_TEAM"}},
                                        {"person/township", {"TOWNSHIP_LEADER"}},
                                        {"person/department", {"DEPARTMENT_REVIEWER"}},
                                        {"person/group", {"LEADING_GROUP"}}};
const Decider kAdmin{"machine/admin", {"DISTRICT_ADMIN"}};
const std::vector<std::string> kSteps = {"village-resolution", "feasibility", "township-review",
                                         "department-appraisal", "leading-group-decision"};

class ApprovalTest : public ::testing::Test {
 protected:
  ApprovalTest() { Submit("lotus", TourismStatement()); }

  void PutAs(const std::string& actor, Record<Project> project) {
    project.actor = actor;
    Put(projects_, std::move(project));
  }
  void Submit(const std::string& id, const Statement& stated) {
    PutAs("person/clerk", {id, {stated, {}}});
    PutAs("person/submitter", {id, {stated, {{ProjectAction::kSubmit, kSubmitted, ""}}}});
  }
  const Record<Project>& Current() { return *records::FindStanding<Project>(projects_, "lotus"); }
  Approval Now() {
    return ApprovalOf(projects_, Current(), {records::kLastDay, projects_.position()});
  }

  // A decision on the step of this number, which is in order unless it is changed.
  DecideStepCommand CommandFor(size_t step, const base::Date& day) {
    DecideStepCommand command;
    command.project = "lotus";
    command.step_id = kSteps[step];
    command.dossier_digest = DossierDigest("lotus", Current().facts.stated);
    if (step == 0) command.votes = Votes{90, 60, 31};
    command.decision_date = day;
    return command;
  }
  absl::Status Decide(const Decider& decider, const DecideStepCommand& command) {
    auto rows = DecideApprovalStep(projects_, decider, command);
    if (!rows.ok()) return rows.status();
    int64_t position = projects_.position();
    records::Number(*rows, position);
    records::Stamp(*rows, {position}, decider.principal);
    position = records::LastPositionOf(*rows);
    projects_.Apply(*rows, position);
    projects_.Advance(position);
    return absl::OkStatus();
  }
  absl::Status Approve(size_t step, const base::Date& day) {
    return Decide(kDeciders[step], CommandFor(step, day));
  }
  absl::Status ReturnAt(size_t step, const base::Date& day) {
    DecideStepCommand command = CommandFor(step, day);
    command.votes.reset();
    command.outcome = ApprovalOutcome::kReturned;
    command.comment = "cost";
    return Decide(kDeciders[step], command);
  }
  void Edit(const std::string& strategy) {
    Statement stated = Current().facts.stated;
    stated.strategy = strategy;
    auto next = DecideUpdateProject(projects_, "lotus", "", stated);
    ASSERT_OK(next);
    PutAs("person/clerk", *next);
  }
  void Resubmit(const base::Date& day) {
    auto next = DecideStep(projects_, "lotus", "", {ProjectAction::kSubmit, day, ""});
    ASSERT_OK(next);
    PutAs("person/submitter", *next);
  }

  Projects projects_;
};

TEST_F(ApprovalTest, FiveApprovals_MakeTheProjectApproved) {
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  ASSERT_OK(Approve(1, {2010, 1, 17}));
  ASSERT_OK(Approve(2, {2010, 1, 20}));
  ASSERT_OK(Approve(3, {2010, 1, 20}));
  EXPECT_EQ(Now().NextStep()->id, "leading-group-decision");
  EXPECT_EQ(StateOf(Current().facts), ProjectState::kSubmitted);
  ASSERT_OK(Approve(4, {2010, 2, 1}));
  EXPECT_EQ(StateOf(Current().facts), ProjectState::kApproved);
  EXPECT_EQ(DayOf(Current().facts, ProjectAction::kApprove, records::kLastDay),
            (base::Date{2010, 2, 1}));
  EXPECT_EQ(Now().NextStep(), nullptr);
  EXPECT_EQ(Now().approvals.size(), 5);
}

TEST_F(ApprovalTest, ReturnAndReject_MoveTheProjectAtOnce) {
  ASSERT_OK(ReturnAt(0, {2010, 1, 10}));
  EXPECT_EQ(StateOf(Current().facts), ProjectState::kReturned);
  EXPECT_EQ(Current().facts.steps.back().reason, "cost");
  EXPECT_STATUS(Approve(0, {2010, 1, 11}), Refuses(kRefused, "APPROVAL_NOT_OPEN"));
  Resubmit({2010, 1, 12});
  DecideStepCommand reject = CommandFor(0, {2010, 1, 13});
  reject.outcome = ApprovalOutcome::kRejected;
  ASSERT_OK(Decide(kDeciders[0], reject));
  EXPECT_EQ(StateOf(Current().facts), ProjectState::kRejected);
}

TEST_F(ApprovalTest, SkippedOrDecidedStep_IsRefused) {
  EXPECT_STATUS(Approve(1, {2010, 1, 10}), Refuses(kRefused, "STEP_NOT_NEXT"));
  EXPECT_STATUS(Approve(4, {2010, 1, 10}), Refuses(kRefused, "STEP_NOT_NEXT"));
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  EXPECT_STATUS(Approve(0, {2010, 1, 10}), Refuses(kRefused, "STEP_ALREADY_DECIDED"));
  DecideStepCommand unknown = CommandFor(1, {2010, 2, 1});
  unknown.step_id = "prayer";
  EXPECT_STATUS(Decide(kAdmin, unknown), Refuses(StatusCode::kNotFound, "STEP_NOT_FOUND"));
}

TEST_F(ApprovalTest, EditAfterAReturn_VoidsWhatWasApprovedBefore) {
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  const DecideStepCommand seen = CommandFor(1, {2010, 2, 1});
  ASSERT_OK(ReturnAt(1, {2010, 1, 20}));
  Edit("cheaper");
  Resubmit({2010, 1, 25});
  EXPECT_TRUE(Now().approvals.empty());
  EXPECT_STATUS(Decide(kDeciders[1], seen), Refuses(kRefused, "DOSSIER_CHANGED"));
  EXPECT_STATUS(Approve(1, {2010, 2, 1}), Refuses(kRefused, "STEP_NOT_NEXT"));
  EXPECT_OK(Approve(0, {2010, 2, 1}));
  EXPECT_EQ(projects_.Of<Decision>().Find("lotus/0003", projects_.position())->facts.step_id,
            "village-resolution");
}

TEST_F(ApprovalTest, ResubmissionWithoutAnEdit_KeepsWhatWasApproved) {
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  ASSERT_OK(ReturnAt(1, {2010, 1, 20}));
  Resubmit({2010, 1, 25});
  EXPECT_EQ(Now().NextStep()->id, "feasibility");
  EXPECT_STATUS(Approve(1, {2010, 1, 24}), Refuses(kRefused, "DATE_BEFORE_LAST_STEP"));
  EXPECT_OK(Approve(1, {2010, 1, 25}));
}

TEST_F(ApprovalTest, WhoStatedOrSubmitted_DoesNotDecide) {
  DecideStepCommand command = CommandFor(0, {2010, 1, 10});
  for (const char* principal : {"person/clerk", "person/submitter"}) {
    EXPECT_STATUS(Decide({principal, {"VILLAGE_OFFICER"}}, command),
                  Refuses(kRefused, "SELF_APPROVAL"));
    EXPECT_STATUS(Decide({principal, {"DISTRICT_ADMIN"}}, command),
                  Refuses(kRefused, "SELF_APPROVAL"));
  }
  // To return a project is not to state it.
  ASSERT_OK(ReturnAt(0, {2010, 1, 10}));
  Resubmit({2010, 1, 12});
  EXPECT_OK(Approve(0, {2010, 1, 12}));
}

TEST_F(ApprovalTest, ApprovalOfOneWhoSubmitsTheProjectLater_NoLongerCounts) {
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  ASSERT_OK(Approve(1, {2010, 1, 17}));
  ASSERT_OK(ReturnAt(2, {2010, 1, 20}));
  const int64_t returned = projects_.position();
  auto resubmitted =
      DecideStep(projects_, "lotus", "", {ProjectAction::kSubmit, {2010, 1, 25}, ""});
  ASSERT_OK(resubmitted);
  PutAs(kDeciders[0].principal, *resubmitted);
  // What was approved after it rested on it.
  EXPECT_TRUE(Now().approvals.empty());
  EXPECT_EQ(Now().NextStep()->id, kSteps[0]);
  EXPECT_STATUS(Approve(0, {2010, 1, 25}), Refuses(kRefused, "SELF_APPROVAL"));
  EXPECT_STATUS(Approve(1, {2010, 2, 5}), Refuses(kRefused, "STEP_NOT_NEXT"));
  ASSERT_OK(Decide({"person/deputy", {"VILLAGE_OFFICER"}}, CommandFor(0, {2010, 1, 25})));
  ASSERT_OK(Approve(1, {2010, 2, 5}));
  EXPECT_EQ(Now().NextStep()->id, kSteps[2]);
  // It did count as long as that was not recorded.
  EXPECT_EQ(ApprovalOf(projects_, Current(), {records::kLastDay, returned}).approvals.size(), 2);
}

TEST_F(ApprovalTest, ApprovalOfOneWhoRestatesTheProjectAsItWas_DoesNotCountAgain) {
  const std::string strategy = Current().facts.stated.strategy;
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  ASSERT_OK(ReturnAt(1, {2010, 1, 20}));
  Edit("cheaper");
  Statement stated = Current().facts.stated;
  stated.strategy = strategy;
  auto restated = DecideUpdateProject(projects_, "lotus", "", stated);
  ASSERT_OK(restated);
  PutAs(kDeciders[0].principal, *restated);
  Resubmit({2010, 1, 25});
  EXPECT_TRUE(Now().approvals.empty());
}

TEST_F(ApprovalTest, NobodyDecidesTwoSteps_UnlessTheProcedureAllowsIt) {
  ASSERT_OK(Decide(kAdmin, CommandFor(0, {2010, 1, 10})));
  EXPECT_STATUS(Decide(kAdmin, CommandFor(1, {2010, 1, 17})), Refuses(kRefused, "SELF_APPROVAL"));
  ASSERT_OK(Approve(1, {2010, 1, 17}));

  Procedure lenient = DefaultProcedure().facts;
  lenient.division_prefix = "4201";
  lenient.effective_date = {2010, 1, 1};
  lenient.allow_repeated_deciders = true;
  Put(projects_, Record<Procedure>{"lenient", lenient});
  EXPECT_STATUS(Decide(kAdmin, CommandFor(2, {2010, 1, 17})), Refuses(kRefused, "SELF_APPROVAL"));
  ASSERT_OK(ReturnAt(2, {2010, 1, 17}));
  Resubmit({2010, 1, 18});
  // Another procedure: its steps are decided anew.
  ASSERT_OK(Decide(kAdmin, CommandFor(0, {2010, 1, 20})));
  EXPECT_OK(Decide(kAdmin, CommandFor(1, {2010, 1, 27})));
}

TEST_F(ApprovalTest, Quorum_IsTwoThirdsPresentAndMoreThanHalfOfTheseInFavour) {
  struct Row {
    Votes votes;
    bool met;
  };
  const std::vector<Row> rows = {{{90, 60, 31}, true},  {{90, 59, 59}, false},
                                 {{90, 60, 30}, false}, {{91, 61, 61}, true},
                                 {{91, 60, 60}, false}, {{3, 2, 1}, false},
                                 {{3, 2, 2}, true},     {{1'000'000, 1'000'000, 500'001}, true}};
  for (const Row& row : rows) {
    EXPECT_EQ(IsMet({2, 3, 1, 2}, row.votes), row.met)
        << row.votes.eligible << " " << row.votes.present << " " << row.votes.in_favour;
  }
  DecideStepCommand command = CommandFor(0, {2010, 1, 10});
  command.votes = Votes{90, 60, 30};
  EXPECT_STATUS(Decide(kDeciders[0], command), Refuses(kRefused, "QUORUM_NOT_MET"));
  command.votes.reset();
  EXPECT_STATUS(Decide(kDeciders[0], command), test::HasViolation("votes", "REQUIRED"));
}

TEST_F(ApprovalTest, VotesAndNotice_AreRefusedWhereTheStepHasNone) {
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  DecideStepCommand command = CommandFor(1, {2010, 1, 17});
  command.votes = Votes{3, 3, 3};
  command.notice_date = command.decision_date;
  const absl::Status refused = Decide(kDeciders[1], command);
  EXPECT_STATUS(refused, test::HasViolation("votes", "NOT_APPLICABLE"));
  EXPECT_STATUS(refused, test::HasViolation("notice_date", "NOT_APPLICABLE"));
}

TEST_F(ApprovalTest, Notice_RunsItsDaysBeforeTheNextStep) {
  DecideStepCommand command = CommandFor(0, {2010, 1, 10});
  command.notice_date = base::Date{2010, 1, 12};
  ASSERT_OK(Decide(kDeciders[0], command));
  EXPECT_EQ(Now().approvals[0].facts.notice, (PublicNotice{{2010, 1, 12}, 7}));
  EXPECT_STATUS(Approve(1, {2010, 1, 18}), Refuses(kRefused, "NOTICE_RUNNING"));
  EXPECT_OK(Approve(1, {2010, 1, 19}));
}

TEST_F(ApprovalTest, RoleIsTheStepsOrTheDistrictAdmins) {
  EXPECT_STATUS(Decide(kDeciders[1], CommandFor(0, {2010, 1, 10})),
                Refuses(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED"));
  EXPECT_OK(Decide(kAdmin, CommandFor(0, {2010, 1, 10})));
}

TEST_F(ApprovalTest, Refusals_ComeInTheDocumentedOrder) {
  DecideStepCommand command = CommandFor(1, {2009, 1, 1});
  command.project = "none";
  command.etag = "1";
  EXPECT_STATUS(Decide(kDeciders[0], command), Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  command.project = "lotus";
  EXPECT_STATUS(Decide(kDeciders[0], command), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  command.etag = "2";
  EXPECT_STATUS(Decide(kDeciders[0], command),
                Refuses(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED"));
  command.dossier_digest = {};
  const Decider clerk{"person/clerk", {"RESIDENT_TEAM", "VILLAGE_OFFICER"}};
  EXPECT_STATUS(Decide(clerk, command), Refuses(kRefused, "DOSSIER_CHANGED"));
  command.dossier_digest = DossierDigest("lotus", TourismStatement());
  EXPECT_STATUS(Decide(clerk, command), Refuses(kRefused, "STEP_NOT_NEXT"));
  command.step_id = kSteps[0];
  EXPECT_STATUS(Decide(clerk, command), Refuses(kRefused, "SELF_APPROVAL"));
  EXPECT_STATUS(Decide(kDeciders[0], command), Refuses(kRefused, "DATE_BEFORE_LAST_STEP"));
  command.decision_date = kSubmitted;
  EXPECT_STATUS(Decide(kDeciders[0], command), test::HasViolation("votes", "REQUIRED"));
  command.votes = Votes{90, 0, 0};
  EXPECT_STATUS(Decide(kDeciders[0], command), Refuses(kRefused, "QUORUM_NOT_MET"));
}

TEST_F(ApprovalTest, Etag_ChangesWithEveryDecision) {
  DecideStepCommand second = CommandFor(1, {2010, 1, 17});
  second.etag = records::EtagOf(Now().version);
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  EXPECT_STATUS(Decide(kDeciders[1], second), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  second.etag = records::EtagOf(Now().version);
  EXPECT_OK(Decide(kDeciders[1], second));
}

TEST_F(ApprovalTest, ProcedureRecordedAfterTheSubmission_DoesNotChangeIt) {
  Procedure earlier = DefaultProcedure().facts;
  earlier.division_prefix = "420115002201";
  earlier.effective_date = {2009, 1, 1};
  Put(projects_, Record<Procedure>{"earlier", earlier});
  EXPECT_EQ(Now().procedure->id, "default");
  ASSERT_OK(ReturnAt(0, {2010, 1, 10}));
  Resubmit({2010, 1, 10});
  EXPECT_EQ(Now().procedure->id, "earlier");
}

TEST_F(ApprovalTest, PendingSteps_ComeByDueDateAndSayWhatIsOverdue) {
  Submit("road", RoadStatement());
  ASSERT_OK(Approve(0, {2010, 1, 10}));  // lotus: ready on the 17th, then 30 days
  PendingQuery query;
  query.reach = scope::Reach::Everything();
  query.at.as_of = {2010, 2, 5};
  query.range.size = 1;
  auto page = PendingSteps(projects_, query);
  ASSERT_OK(page);
  ASSERT_EQ(page->steps.size(), 1);
  EXPECT_FALSE(page->is_last);
  EXPECT_EQ(page->steps[0].project, "road");
  EXPECT_EQ(page->steps[0].due_date, (base::Date{2010, 2, 4}));
  EXPECT_TRUE(page->steps[0].overdue);
  query.range.after = page->steps[0].Key();
  page = PendingSteps(projects_, query);
  ASSERT_EQ(page->steps.size(), 1);
  EXPECT_TRUE(page->is_last);
  EXPECT_EQ(page->steps[0].project, "lotus");
  EXPECT_EQ(page->steps[0].ready_date, (base::Date{2010, 1, 17}));
  EXPECT_EQ(page->steps[0].due_date, (base::Date{2010, 2, 16}));
  EXPECT_FALSE(page->steps[0].overdue);
}

TEST_F(ApprovalTest, PendingSteps_AreThoseOfTheRoleTheDivisionAndTheDay) {
  Submit("road", RoadStatement());
  ASSERT_OK(Approve(0, {2010, 1, 10}));
  const auto pending = [&](const base::Date& day, const std::string& role,
                           const std::string& prefix) {
    std::vector<std::string> found;
    const auto page =
        PendingSteps(projects_, {{day, {}}, role, prefix, {100, ""}, scope::Reach::Everything()});
    EXPECT_OK(page);
    for (const PendingStep& step : page->steps) {
      found.push_back(step.project + " " + step.step.id);
    }
    return found;
  };
  const base::Date day{2010, 1, 20};
  EXPECT_THAT(pending(day, "RESIDENT_TEAM", ""), ElementsAre("lotus feasibility"));
  EXPECT_THAT(pending(day, "VILLAGE_OFFICER", ""), ElementsAre("road village-resolution"));
  EXPECT_THAT(pending(day, "", "420115003"), ElementsAre("road village-resolution"));
  EXPECT_THAT(pending({2010, 1, 9}, "", "420115002"), ElementsAre("lotus village-resolution"));
  EXPECT_THAT(pending({2010, 1, 4}, "", ""), ElementsAre());
}

}  // namespace
}  // namespace cobuild::projects
