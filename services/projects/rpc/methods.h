// Projects' RPCs, in proto order. FeedService's rows are in common/feed/methods.h.
//
// Reads that cost what their page costs run on the inline lane: they are answered from memory.
// Those that may have to look at every row, be it for one that the caller reaches, run on the read
// lane.
//
// Rows are bounded by where their project is. Models and procedures are rules of the programme,
// open to all; a procedure is created by whoever reaches its division.
#pragma once

#include <array>
#include <chrono>

#include "common/rpc/method.h"

namespace cobuild::projects {

inline constexpr rpc::Method kCreateProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/CreateProject",
                      "projects.projects.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetProject = rpc::MemoryRead(
    "cobuild.projects.v1.ProjectService/GetProject", "projects.projects.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListProjects = rpc::MemoryScan(
    "cobuild.projects.v1.ProjectService/ListProjects", "projects.projects.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/UpdateProject",
                      "projects.projects.update", rpc::Scope::kRows);
inline constexpr rpc::Method kImportProjects = {
    .name = "cobuild.projects.v1.ProjectService/ImportProjects",
    .permission = "projects.projects.import",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::minutes(2),
    .repeat = rpc::Repeat::kRequestId};
inline constexpr rpc::Method kSubmitProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/SubmitProject",
                      "projects.projects.submit", rpc::Scope::kRows);
inline constexpr rpc::Method kStartProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/StartProject", "projects.projects.start",
                      rpc::Scope::kRows);
inline constexpr rpc::Method kSuspendProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/SuspendProject",
                      "projects.projects.suspend", rpc::Scope::kRows);
inline constexpr rpc::Method kResumeProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/ResumeProject",
                      "projects.projects.resume", rpc::Scope::kRows);
inline constexpr rpc::Method kCompleteProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/CompleteProject",
                      "projects.projects.complete", rpc::Scope::kRows);
inline constexpr rpc::Method kAcceptProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/AcceptProject",
                      "projects.projects.accept", rpc::Scope::kRows);
inline constexpr rpc::Method kCloseProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/CloseProject", "projects.projects.close",
                      rpc::Scope::kRows);
inline constexpr rpc::Method kCancelProject =
    rpc::RecordChange("cobuild.projects.v1.ProjectService/CancelProject",
                      "projects.projects.cancel", rpc::Scope::kRows);
inline constexpr rpc::Method kSummarizeProjects =
    rpc::MemoryScan("cobuild.projects.v1.ProjectService/SummarizeProjects",
                    "projects.projects.read", rpc::Scope::kRows);

inline constexpr rpc::Method kPromoteModel = rpc::RecordChange(
    "cobuild.projects.v1.ModelService/PromoteModel", "projects.models.promote", rpc::Scope::kWhole);
inline constexpr rpc::Method kWithdrawPromotion =
    rpc::RecordChange("cobuild.projects.v1.ModelService/WithdrawPromotion",
                      "projects.models.promote", rpc::Scope::kWhole);
inline constexpr rpc::Method kListModels = rpc::MemoryRead(
    "cobuild.projects.v1.ModelService/ListModels", "projects.models.read", rpc::Scope::kOpen);

inline constexpr rpc::Method kUploadEvidence = {
    .name = "cobuild.projects.v1.EvidenceService/UploadEvidence",
    .permission = "projects.evidence.upload",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::minutes(2),
    .repeat = rpc::Repeat::kRequestId};
inline constexpr rpc::Method kGetEvidence = {
    .name = "cobuild.projects.v1.EvidenceService/GetEvidence",
    .permission = "projects.evidence.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::minutes(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListEvidence =
    rpc::MemoryRead("cobuild.projects.v1.EvidenceService/ListEvidence", "projects.evidence.read",
                    rpc::Scope::kRows);

inline constexpr rpc::Method kCreateMilestone =
    rpc::RecordChange("cobuild.projects.v1.MilestoneService/CreateMilestone",
                      "projects.milestones.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetMilestone =
    rpc::MemoryRead("cobuild.projects.v1.MilestoneService/GetMilestone", "projects.milestones.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kListMilestones =
    rpc::MemoryScan("cobuild.projects.v1.MilestoneService/ListMilestones",
                    "projects.milestones.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateMilestone =
    rpc::RecordChange("cobuild.projects.v1.MilestoneService/UpdateMilestone",
                      "projects.milestones.update", rpc::Scope::kRows);
inline constexpr rpc::Method kDeleteMilestone =
    rpc::RecordChange("cobuild.projects.v1.MilestoneService/DeleteMilestone",
                      "projects.milestones.delete", rpc::Scope::kRows);
inline constexpr rpc::Method kReportProgress =
    rpc::RecordChange("cobuild.projects.v1.MilestoneService/ReportProgress",
                      "projects.milestones.report", rpc::Scope::kRows);
inline constexpr rpc::Method kAcceptMilestone =
    rpc::RecordChange("cobuild.projects.v1.MilestoneService/AcceptMilestone",
                      "projects.milestones.accept", rpc::Scope::kRows);
inline constexpr rpc::Method kListReleases =
    rpc::MemoryScan("cobuild.projects.v1.MilestoneService/ListReleases", "projects.releases.read",
                    rpc::Scope::kRows);

inline constexpr rpc::Method kCreateProcedure =
    rpc::RecordChange("cobuild.projects.v1.ProcedureService/CreateProcedure",
                      "projects.procedures.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetProcedure =
    rpc::MemoryRead("cobuild.projects.v1.ProcedureService/GetProcedure", "projects.procedures.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kListProcedures =
    rpc::MemoryRead("cobuild.projects.v1.ProcedureService/ListProcedures",
                    "projects.procedures.read", rpc::Scope::kOpen);

inline constexpr rpc::Method kGetApproval =
    rpc::MemoryRead("cobuild.projects.v1.ApprovalService/GetApproval", "projects.approvals.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kDecideStep = rpc::RecordChange(
    "cobuild.projects.v1.ApprovalService/DecideStep", "projects.steps.decide", rpc::Scope::kRows);
inline constexpr rpc::Method kListPendingSteps =
    rpc::MemoryScan("cobuild.projects.v1.ApprovalService/ListPendingSteps",
                    "projects.approvals.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListDecisions =
    rpc::MemoryScan("cobuild.projects.v1.ApprovalService/ListDecisions", "projects.approvals.read",
                    rpc::Scope::kRows);

inline constexpr std::array kMethods = {
    kCreateProject,     kGetProject,      kListProjects,   kUpdateProject,     kImportProjects,
    kSubmitProject,     kStartProject,    kSuspendProject, kResumeProject,     kCompleteProject,
    kAcceptProject,     kCloseProject,    kCancelProject,  kSummarizeProjects, kPromoteModel,
    kWithdrawPromotion, kListModels,      kUploadEvidence, kGetEvidence,       kListEvidence,
    kCreateMilestone,   kGetMilestone,    kListMilestones, kUpdateMilestone,   kDeleteMilestone,
    kReportProgress,    kAcceptMilestone, kListReleases,   kCreateProcedure,   kGetProcedure,
    kListProcedures,    kGetApproval,     kDecideStep,     kListPendingSteps,  kListDecisions,
};

}  // namespace cobuild::projects
