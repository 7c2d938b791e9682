#include "services/projects/rpc/project_service.h"

#include <algorithm>
#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/projects/app/import_projects.h"
#include "services/projects/app/projects.h"
#include "services/projects/domain/names.h"
#include "services/projects/rpc/convert_project.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/convert_summary.h"
#include "services/projects/rpc/methods.h"
#include "services/projects/rpc/read_import.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Project> HandleCreateProject(LiveProjects& live, rpc::Call& call,
                                                const v1::CreateProjectRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateProjectCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Project> project,
                           CreateProject(live, ChangeOf(call, request), command));
  return ToProto(project);
}

absl::StatusOr<v1::Project> HandleGetProject(LiveProjects& live, rpc::Call& call,
                                             const v1::GetProjectRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Project>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Project> project, GetProject(live, query));
  return ToProto(project);
}

absl::StatusOr<v1::ListProjectsResponse> HandleListProjects(
    LiveProjects& live, rpc::Call& call, const v1::ListProjectsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListProjectsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Project> page, ListProjects(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Project> HandleUpdateProject(LiveProjects& live, rpc::Call& call,
                                                const v1::UpdateProjectRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateProjectCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Project> project,
                           UpdateProject(live, ChangeOf(call, request), command));
  return ToProto(project);
}

// A row out of scope is refused as a call of its own would be: the first listed is told for all.
void NoteOutOfScope(rpc::Call& call, const ImportCommand& command, const ProjectImport& report) {
  const auto fault =
      std::find_if(report.faults.begin(), report.faults.end(),
                   [](const RowFault& other) { return other.reason == kRowOutOfScope; });
  if (fault == report.faults.end()) return;
  const auto row = std::find_if(command.rows.begin(), command.rows.end(),
                                [&](const ImportRow& other) { return other.line == fault->line; });
  if (row != command.rows.end()) call.NoteRefusal(scope::OutOfScope(ProjectName(row->id)));
}

absl::StatusOr<v1::ProjectImport> HandleImportProjects(
    LiveProjects& live, rpc::Call& call, rpc::StreamReader<v1::ImportProjectsRequest>& reader) {
  COBUILD_ASSIGN_OR_RETURN(const v1::ImportProjectsHeader header, ReadImportHeader(reader));
  ImportCommand command;
  command.partial = header.partial();
  COBUILD_ASSIGN_OR_RETURN(command.rows, ReadImportRows(reader));
  COBUILD_ASSIGN_OR_RETURN(const Record<ProjectImport> report,
                           ImportProjects(live, ChangeOf(call, header), command));
  NoteOutOfScope(call, command, report.facts);
  return ToProto(report);
}

// Of the RPC that takes this action.
template <ProjectAction action>
absl::StatusOr<v1::Project> Move(LiveProjects& live, rpc::Call& call,
                                 const v1::ProjectActionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const StepCommand command, FromProto(request, action));
  COBUILD_ASSIGN_OR_RETURN(const Record<Project> project,
                           MoveProject(live, ChangeOf(call, request), command));
  return ToProto(project);
}

absl::StatusOr<v1::SummarizeProjectsResponse> HandleSummarizeProjects(
    LiveProjects& live, rpc::Call& call, const v1::SummarizeProjectsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SummarizeQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const SummaryPage page, SummarizeProjects(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterProjectService(rpc::Router& router, LiveProjects& live) {
  using Action = v1::ProjectActionRequest;
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateProjectRequest, v1::Project>(kCreateProject, with(HandleCreateProject));
  router.Unary<v1::GetProjectRequest, v1::Project>(kGetProject, with(HandleGetProject));
  router.Unary<v1::ListProjectsRequest, v1::ListProjectsResponse>(kListProjects,
                                                                  with(HandleListProjects));
  router.Unary<v1::UpdateProjectRequest, v1::Project>(kUpdateProject, with(HandleUpdateProject));
  router.ClientStream<v1::ImportProjectsRequest, v1::ProjectImport>(kImportProjects,
                                                                    with(HandleImportProjects));
  router.Unary<Action, v1::Project>(kSubmitProject, with(Move<ProjectAction::kSubmit>));
  router.Unary<Action, v1::Project>(kStartProject, with(Move<ProjectAction::kStart>));
  router.Unary<Action, v1::Project>(kSuspendProject, with(Move<ProjectAction::kSuspend>));
  router.Unary<Action, v1::Project>(kResumeProject, with(Move<ProjectAction::kResume>));
  router.Unary<Action, v1::Project>(kCompleteProject, with(Move<ProjectAction::kComplete>));
  router.Unary<Action, v1::Project>(kAcceptProject, with(Move<ProjectAction::kAccept>));
  router.Unary<Action, v1::Project>(kCloseProject, with(Move<ProjectAction::kClose>));
  router.Unary<Action, v1::Project>(kCancelProject, with(Move<ProjectAction::kCancel>));
  router.Unary<v1::SummarizeProjectsRequest, v1::SummarizeProjectsResponse>(
      kSummarizeProjects, with(HandleSummarizeProjects));
}

}  // namespace cobuild::projects
