// Milestones between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "common/rpc/call.h"
#include "services/projects/app/milestones.h"

namespace cobuild::projects {

absl::StatusOr<CreateMilestoneCommand> FromProto(const v1::CreateMilestoneRequest& request);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListMilestonesRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<UpdateMilestoneCommand> FromProto(const v1::UpdateMilestoneRequest& request);
absl::StatusOr<ReportProgressCommand> FromProto(const v1::ReportProgressRequest& request);
absl::StatusOr<AcceptMilestoneCommand> FromProto(const v1::AcceptMilestoneRequest& request);

v1::Milestone ToProto(const Record<Milestone>& milestone);
v1::ListMilestonesResponse ToProto(const records::Page<Milestone>& page,
                                   const v1::ListMilestonesRequest& request);

}  // namespace cobuild::projects
