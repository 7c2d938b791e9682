// Projects between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/project.pb.h"
#include "common/error/error.h"
#include "common/rpc/call.h"
#include "services/projects/app/projects.h"

namespace cobuild::projects {

// What is stated of a project, checked field by field and as a whole; under "project.".
Statement StatementOf(error::Violations& violations, const v1::Project& proto);

absl::StatusOr<CreateProjectCommand> FromProto(const v1::CreateProjectRequest& request);
absl::StatusOr<UpdateProjectCommand> FromProto(const v1::UpdateProjectRequest& request);
absl::StatusOr<StepCommand> FromProto(const v1::ProjectActionRequest& request,
                                      ProjectAction action);
absl::StatusOr<ListProjectsQuery> FromProto(const v1::ListProjectsRequest& request,
                                            const rpc::Call& call);

v1::Project ToProto(const Record<Project>& project);
v1::ListProjectsResponse ToProto(const records::Page<Project>& page,
                                 const v1::ListProjectsRequest& request);

}  // namespace cobuild::projects
