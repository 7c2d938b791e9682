// The records of projects: a row a command, and nothing else.
#include "cobuild/projects/v1/approval.pb.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/model.pb.h"
#include "cobuild/projects/v1/procedure.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {
namespace {

void AddProject(std::vector<RpcCommand>& rows) {
  RowsOfNoun("project", "projects", Service::kProjects, projects::v1::Project::descriptor()->file(),
             rows)
      .Verb("create", "a project in DRAFT", "ProjectService/CreateProject", {"project-id"})
      .Verb("get", "one project", "ProjectService/GetProject")
      .List("projects in order of id", "ProjectService/ListProjects",
            {{"name", "PROJECT"},
             {"display_name", "NAME"},
             {"category", "CATEGORY"},
             {"state", "STATE"},
             {"state_date", "SINCE"},
             {"budget_total", "BUDGET"},
             {"data_origin", "ORIGIN"}})
      .Verb("update", "states it anew, all of it, while it is DRAFT or RETURNED",
            "ProjectService/UpdateProject")
      .Verb("submit", "hands it in for approval", "ProjectService/SubmitProject")
      .Verb("start", "begins the work", "ProjectService/StartProject")
      .Verb("suspend", "interrupts the work", "ProjectService/SuspendProject")
      .Verb("resume", "goes on with the work", "ProjectService/ResumeProject")
      .Verb("complete", "ends the work", "ProjectService/CompleteProject")
      .Verb("accept", "accepts what was built", "ProjectService/AcceptProject")
      .Verb("close", "closes an accepted project", "ProjectService/CloseProject")
      .Verb("cancel", "gives it up before it is accepted", "ProjectService/CancelProject");
}

void AddModel(std::vector<RpcCommand>& rows) {
  RowsOfNoun("model", "models", Service::kProjects, projects::v1::Model::descriptor()->file(), rows)
      .Verb("promote", "marks a development model as promoted", "ModelService/PromoteModel",
            {"model"})
      .Verb("withdraw", "takes the mark back", "ModelService/WithdrawPromotion", {"model"})
      .Verb("promoted", "the models that are promoted", "ModelService/ListModels", {})
      .Rows({{"model", "MODEL"}, {"promoted_date", "SINCE"}, {"basis", "BASIS"}});
}

void AddMilestone(std::vector<RpcCommand>& rows) {
  const auto* contract = projects::v1::Milestone::descriptor()->file();
  RowsOfNoun("milestone", "", Service::kProjects, contract, rows)
      .Verb("create", "plans a milestone of a project", "MilestoneService/CreateMilestone",
            {"parent", "milestone-id"})
      .Verb("get", "one milestone", "MilestoneService/GetMilestone")
      .List("milestones in order of id", "MilestoneService/ListMilestones",
            {{"name", "MILESTONE"},
             {"display_name", "NAME"},
             {"instalment", "INSTALMENT"},
             {"planned_date", "PLANNED"},
             {"release_cap", "RELEASES"},
             {"accepted_date", "ACCEPTED"}})
      .Verb("update", "states anew what is planned", "MilestoneService/UpdateMilestone")
      .Verb("delete", "withdraws one that was planned by mistake",
            "MilestoneService/DeleteMilestone")
      .Verb("report", "tells how far it is", "MilestoneService/ReportProgress")
      .Verb("accept", "accepts it on evidence, and issues its release",
            "MilestoneService/AcceptMilestone");
  RowsOfNoun("evidence", "", Service::kProjects, projects::v1::Evidence::descriptor()->file(), rows)
      .List("files of a project in order of id", "EvidenceService/ListEvidence",
            {{"name", "EVIDENCE"},
             {"file_name", "FILE"},
             {"media_type", "TYPE"},
             {"size_bytes", "BYTES", Column::Align::kRight},
             {"sha256", "SHA-256"}});
  RowsOfNoun("release", "releases", Service::kProjects, contract, rows)
      .List("releases in order of id", "MilestoneService/ListReleases",
            {{"name", "RELEASE"},
             {"milestone", "MILESTONE"},
             {"cap", "CAP"},
             {"issued_date", "ISSUED"},
             {"state", "STATE"}});
}

void AddApproval(std::vector<RpcCommand>& rows) {
  RowsOfNoun("procedure", "procedures", Service::kProjects,
             projects::v1::Procedure::descriptor()->file(), rows)
      .Verb("create", "the steps by which projects of a division are approved",
            "ProcedureService/CreateProcedure", {"procedure-id"})
      .Verb("get", "one procedure", "ProcedureService/GetProcedure")
      .List("procedures in order of id", "ProcedureService/ListProcedures",
            {{"name", "PROCEDURE"}, {"title", "TITLE"}, {"division_prefix", "DIVISIONS"}});
  const auto* contract = projects::v1::Approval::descriptor()->file();
  RowsOfNoun("approval", "projects", Service::kProjects, contract, rows)
      .Verb("get", "a project's approval: its steps, decisions and what is next",
            "ApprovalService/GetApproval")
      .Verb("decide", "decides the next step, on the dossier that was seen",
            "ApprovalService/DecideStep")
      .List("steps that wait for a decision, overdue first", "ApprovalService/ListPendingSteps",
            {{"project", "PROJECT"},
             {"display_name", "NAME"},
             {"step", "STEP"},
             {"due_date", "DUE"},
             {"overdue", "OVERDUE"}});
  RowsOfNoun("decision", "", Service::kProjects, contract, rows)
      .List("a project's decisions", "ApprovalService/ListDecisions",
            {{"name", "DECISION"}, {"step", "STEP"}, {"outcome", "OUTCOME"}});
}

}  // namespace

std::vector<RpcCommand> ProjectRecordCommands() {
  std::vector<RpcCommand> rows;
  AddProject(rows);
  AddModel(rows);
  AddMilestone(rows);
  AddApproval(rows);
  return rows;
}

}  // namespace cobuild::cli
