// Which rows of the method table are bounded, and that each bounded RPC is by its caller's grants.
// What exactly is seen and changed is tested in app/reach_test.cc and app/read_reach_test.cc.
#include <functional>
#include <map>
#include <set>

#include "services/projects/rpc/methods.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using rpc::Scope;
using scope::Bound;
using test::Refuses;
using ::testing::IsEmpty;

const char kAway[] = "person/away";  // every permission here, in another district
const char kNear[] = "person/near";  // the same where everything is

std::string Sha256Of(const std::string& content) { return base::ToHex(base::Sha256(content)); }

class ScopeTest : public ProjectsServerTest {
 protected:
  ScopeTest() {
    Grant(kAway, "DISTRICT_ADMIN", Bound::Division("420116000000"));
    Grant(kNear, "DISTRICT_ADMIN", Bound::Division("420115000000"));
    EXPECT_OK(Create("draft", "draft"));
    EXPECT_OK(Create("lotus", "lotus"));
    EXPECT_OK(Act(&ProjectStub::SubmitProject, "lotus", Day(2010, 1, 5)));
    EXPECT_OK(Create("run", "run"));
    EXPECT_OK(Act(&ProjectStub::SubmitProject, "run", Day(2010, 1, 5)));
    Approve("run", {2010, 2, 1});
    EXPECT_OK(Act(&ProjectStub::StartProject, "run", Day(2010, 3, 1)));
    EXPECT_OK(Call(&MilestoneStub::CreateMilestone, CreateOf("m", "m")));
    EXPECT_OK(UploadFile("run", "e", "x"));
  }

  // What a call comes to: how many rows of a list, 1 for anything else that is OK.
  template <class Stub, class Req, class Resp>
  absl::StatusOr<int> Rows(const std::string& principal,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                           const std::string& request, int (Resp::*size)() const) {
    const auto response = CallAs(principal, method, request);
    if (!response.ok()) return response.status();
    return (*response.*size)();
  }
  template <class Stub, class Req, class Resp>
  absl::StatusOr<int> One(const std::string& principal,
                          grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                          const std::string& request) {
    const auto response = CallAs(principal, method, request);
    if (!response.ok()) return response.status();
    return 1;
  }

  std::string Id() { return " validate_only: true request_id: 'r-" + std::to_string(++ids_) + "'"; }
  std::string CreateOf(const std::string& id, const std::string& request_id) {
    return "parent: 'projects/run' milestone_id: '" + id + "' request_id: '" + request_id +
           "' milestone { display_name: '开工' instalment: START_INSTALMENT planned_date " +
           Day(2010, 4, 1) +
           " release_cap { currency_code: 'CNY' units: 1 } data_origin: EXAMPLE }";
  }
  auto ActAs(const std::string& principal, ActionMethod method, const std::string& id) {
    return One(principal, method,
               "name: 'projects/" + id + "' reason: 'r' effective_date " + Day(2010, 4, 1) + Id());
  }

  int ids_ = 0;
};

using Outcome = absl::StatusOr<int>;

TEST_F(ScopeTest, EveryBoundedRpc_IsByTheCallersGrants) {
  const auto act = [this](const std::string& who, ActionMethod method, const std::string& id) {
    return ActAs(who, method, id);
  };
  // By the RPC's name. Of actions that the project's state does not allow the refusal is known: a
  // caller who does not see it is not told.
  using Rpc = std::function<Outcome(const std::string& who)>;
  std::map<std::string, Rpc> reads;
  std::map<std::string, Rpc> lists;
  std::map<std::string, Rpc> changes;
  reads["GetProject"] = [&](const std::string& who) {
    return One(who, &ProjectStub::GetProject, "name: 'projects/run'");
  };
  reads["GetApproval"] = [&](const std::string& who) {
    return One(who, &ApprovalStub::GetApproval, "name: 'projects/lotus'");
  };
  reads["GetMilestone"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::GetMilestone, "name: 'projects/run/milestones/m'");
  };
  reads["GetEvidence"] = [&](const std::string& who) -> Outcome {
    v1::Evidence evidence;
    const auto content = Download("name: 'projects/run/evidence/e'", &evidence, who);
    if (!content.ok()) return content.status();
    return static_cast<int>(content->size());
  };
  lists["ListProjects"] = [&](const std::string& who) {
    return Rows(who, &ProjectStub::ListProjects, "", &v1::ListProjectsResponse::projects_size);
  };
  lists["SummarizeProjects"] = [&](const std::string& who) {
    return Rows(who, &ProjectStub::SummarizeProjects, "group_by: BY_VILLAGE",
                &v1::SummarizeProjectsResponse::groups_size);
  };
  lists["ListEvidence"] = [&](const std::string& who) {
    return Rows(who, &EvidenceStub::ListEvidence, "parent: 'projects/run'",
                &v1::ListEvidenceResponse::evidence_size);
  };
  lists["ListMilestones"] = [&](const std::string& who) {
    return Rows(who, &MilestoneStub::ListMilestones, "",
                &v1::ListMilestonesResponse::milestones_size);
  };
  lists["ListPendingSteps"] = [&](const std::string& who) {
    return Rows(who, &ApprovalStub::ListPendingSteps, "",
                &v1::ListPendingStepsResponse::steps_size);
  };
  changes["CreateMilestone"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::CreateMilestone,
               CreateOf("n" + who.substr(7), "n") + " validate_only: true");
  };
  changes["UpdateProject"] = [&](const std::string& who) {
    return One(who, &ProjectStub::UpdateProject,
               "project { name: 'projects/draft'" + std::string(kTourism) + "}" + Id());
  };
  changes["SubmitProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::SubmitProject, "draft");
  };
  changes["StartProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::StartProject, "run");
  };
  changes["SuspendProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::SuspendProject, "run");
  };
  changes["ResumeProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::ResumeProject, "run");
  };
  changes["CompleteProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::CompleteProject, "run");
  };
  changes["AcceptProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::AcceptProject, "run");
  };
  changes["CloseProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::CloseProject, "run");
  };
  changes["CancelProject"] = [&](const std::string& who) {
    return act(who, &ProjectStub::CancelProject, "run");
  };
  changes["UploadEvidence"] = [&](const std::string& who) -> Outcome {
    v1::UploadEvidenceRequest header;
    *header.mutable_header() = Parse<v1::UploadEvidenceHeader>(
        "parent: 'projects/run' evidence_id: 'f' evidence { file_name: 'f' media_type: "
        "'text/plain' data_origin: EXAMPLE sha256: '" +
        Sha256Of("y") + "' }" + Id());
    v1::UploadEvidenceRequest chunk;
    chunk.set_chunk("y");
    const auto uploaded = Upload({header, chunk}, who);
    if (!uploaded.ok()) return uploaded.status();
    return 1;
  };
  changes["UpdateMilestone"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::UpdateMilestone,
               "milestone { name: 'projects/run/milestones/m' display_name: 'x' instalment: "
               "START_INSTALMENT "
               "planned_date " +
                   Day(2010, 4, 1) +
                   " release_cap { currency_code: 'CNY' units: 1 } data_origin: EXAMPLE }" + Id());
  };
  changes["DeleteMilestone"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::DeleteMilestone,
               "name: 'projects/run/milestones/m' reason: 'twice'" + Id());
  };
  changes["ReportProgress"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::ReportProgress,
               "name: 'projects/run/milestones/m' progress_basis_points: 1 progress_date " +
                   Day(2010, 4, 1) + Id());
  };
  changes["AcceptMilestone"] = [&](const std::string& who) {
    return One(who, &MilestoneStub::AcceptMilestone,
               "name: 'projects/run/milestones/m' evidence: 'projects/run/evidence/e' "
               "accepted_date " +
                   Day(2010, 4, 1) + Id());
  };
  changes["DecideStep"] = [&](const std::string& who) {
    return One(who, &ApprovalStub::DecideStep,
               "name: 'projects/lotus' step_id: 'village-resolution' outcome: REJECT_PROJECT "
               "comment: 'no' dossier_digest: '" +
                   base::ToHex(DossierDigest("lotus", TourismStatement())) + "' decision_date " +
                   Day(2010, 1, 10) + Id());
  };

  for (const auto& [name, call] : reads) {
    SCOPED_TRACE(name);
    EXPECT_THAT(call(kNear), test::IsOkAndHolds(1));
    EXPECT_EQ(call(kAway).status().code(), StatusCode::kNotFound);
  }
  for (const auto& [name, call] : lists) {
    SCOPED_TRACE(name);
    const Outcome near = call(kNear);
    ASSERT_OK(near);
    EXPECT_GT(*near, 0);
    EXPECT_THAT(call(kAway), test::IsOkAndHolds(0));
  }
  for (const auto& [name, call] : changes) {
    SCOPED_TRACE(name);
    const Outcome near = call(kNear);
    EXPECT_TRUE(near.ok() || error::DetailOf(near.status())->reason == "INVALID_TRANSITION")
        << near.status();
    EXPECT_EQ(call(kAway).status().code(), StatusCode::kNotFound);
  }
  // The others are below.
  const std::set<std::string> elsewhere = {"CreateProject", "ImportProjects", "CreateProcedure",
                                           "ListDecisions", "ListReleases"};
  for (const rpc::Method& method : kMethods) {
    const std::string name(rpc::VerbOf(method));
    const bool tested = reads.contains(name) || lists.contains(name) || changes.contains(name) ||
                        elsewhere.contains(name);
    EXPECT_EQ(tested, method.scope == Scope::kRows) << name;
  }
}

TEST_F(ScopeTest, DecisionsAndReleases_AreThoseOfProjectsWithinReach) {
  ASSERT_OK(Call(&MilestoneStub::AcceptMilestone,
                 "name: 'projects/run/milestones/m' evidence: 'projects/run/evidence/e' "
                 "request_id: 'accept' accepted_date " +
                     Day(2010, 4, 1)));
  ASSERT_OK(DecideAs("person/village",
                     "name: 'projects/lotus' step_id: 'village-resolution' request_id: 'reject' "
                     "outcome: REJECT_PROJECT comment: 'no' dossier_digest: '" +
                         base::ToHex(DossierDigest("lotus", TourismStatement())) +
                         "' decision_date " + Day(2010, 1, 10)));
  const auto decisions = [&](const std::string& who) {
    return Rows(who, &ApprovalStub::ListDecisions, "", &v1::ListDecisionsResponse::decisions_size);
  };
  const auto releases = [&](const std::string& who) {
    return Rows(who, &MilestoneStub::ListReleases, "", &v1::ListReleasesResponse::releases_size);
  };
  EXPECT_THAT(decisions(kNear), test::IsOkAndHolds(1));
  EXPECT_THAT(decisions(kAway), test::IsOkAndHolds(0));
  EXPECT_THAT(releases(kNear), test::IsOkAndHolds(1));
  EXPECT_THAT(releases(kAway), test::IsOkAndHolds(0));
}

TEST_F(ScopeTest, WhatIsCreatedOutside_IsRefusedAndOfAnImportItsRow) {
  const auto create = [&](const std::string& who) {
    return One(who, &ProjectStub::CreateProject,
               "project_id: 'new' project {" + std::string(kRoad) + "}" + Id());
  };
  EXPECT_OK(create(kNear));
  EXPECT_STATUS(create(kAway), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  const std::vector<v1::ImportProjectsRequest> rows = {
      Parse<v1::ImportProjectsRequest>("header { partial: true " + Id() + "}"),
      Parse<v1::ImportProjectsRequest>("rows { rows { line: 2 project_id: 'new' project {" +
                                       std::string(kRoad) + "} } }")};
  EXPECT_EQ(Import(rows, kNear)->rows_accepted(), 1);
  const auto refused = Import(rows, kAway);
  ASSERT_OK(refused);
  ASSERT_EQ(refused->errors_size(), 1);
  EXPECT_EQ(refused->errors(0).field(), "project");
  EXPECT_EQ(refused->errors(0).reason(), "OUT_OF_SCOPE");
}

TEST_F(ScopeTest, ModelsAndProcedures_AreOpenAndChangedByWhoReachesThem) {
  const auto get = [&](const std::string& who) {
    return One(who, &ProcedureStub::GetProcedure, "name: 'procedures/district'");
  };
  const auto create = [&](const std::string& who) {
    return One(who, &ProcedureStub::CreateProcedure,
               "procedure_id: 'district' procedure { title: '一步' division_prefix: '420115' "
               "effective_date { year: 2010 month: 1 day: 1 } steps { step_id: 's' title: '决' "
               "kind: OTHER_STEP role: 'LEADING_GROUP' } } request_id: 'p'");
  };
  EXPECT_STATUS(create(kAway), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_OK(create(kNear));
  EXPECT_OK(get(kAway));
  EXPECT_THAT(
      Rows(kAway, &ProcedureStub::ListProcedures, "", &v1::ListProceduresResponse::procedures_size),
      test::IsOkAndHolds(1));
  EXPECT_OK(One(kAway, &ModelStub::ListModels, ""));
  EXPECT_STATUS(
      One(kNear, &ModelStub::PromoteModel,
          "model: RURAL_TOURISM basis: 'x' request_id: 'm' promoted_date " + Day(2011, 5, 1)),
      Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ScopeTest, PageToken_OfAWiderListShowsNothingMore) {
  const auto wide = CallAs("machine/admin", &ProjectStub::ListProjects, "page_size: 1");
  ASSERT_OK(wide);
  const std::string next = "page_size: 1 page_token: '" + wide->next_page_token() + "'";
  EXPECT_EQ(CallAs(kNear, &ProjectStub::ListProjects, next)->projects_size(), 1);
  const auto away = CallAs(kAway, &ProjectStub::ListProjects, next);
  ASSERT_OK(away);
  EXPECT_THAT(away->projects(), IsEmpty());
  EXPECT_EQ(away->next_page_token(), "");
}

TEST_F(ScopeTest, DecisionOfARole_TakesItsGrantWhereTheProjectIs) {
  const std::string reject =
      "name: 'projects/lotus' step_id: 'village-resolution' outcome: REJECT_PROJECT comment: 'no' "
      "dossier_digest: '" +
      base::ToHex(DossierDigest("lotus", TourismStatement())) + "' decision_date " +
      Day(2010, 1, 10);
  const auto decide = [&](const std::string& who) {
    return One(who, &ApprovalStub::DecideStep, reject + Id());
  };
  // The permission reaches the project by one role, the step's role is granted elsewhere.
  Grant("person/two", "TOWNSHIP_LEADER", Bound::Division("420115002000"));
  Grant("person/two", "VILLAGE_OFFICER", Bound::Division("420115003000"));
  EXPECT_STATUS(decide("person/two"), Refuses(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED"));
  Grant("person/two", "VILLAGE_OFFICER", Bound::Division("420115002000"));
  EXPECT_OK(decide("person/two"));
  // Of one of its two villages alone.
  Grant("person/river", "VILLAGE_OFFICER", Bound::Division(kRiver));
  EXPECT_STATUS(decide("person/river"), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  // And of the other one.
  Grant("person/river", "VILLAGE_OFFICER", Bound::Division(kHill));
  EXPECT_OK(decide("person/river"));
  Grant("person/sponsor", "VILLAGE_OFFICER", Bound::Organization("water"));
  EXPECT_OK(decide("person/sponsor"));
}

}  // namespace
}  // namespace cobuild::projects
