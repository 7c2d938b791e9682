// Leading groups between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/leading_groups.h"

namespace cobuild::registry {

absl::StatusOr<CreateLeadingGroupCommand> FromProto(const v1::CreateLeadingGroupRequest& request);
absl::StatusOr<ListLeadingGroupsQuery> FromProto(const v1::ListLeadingGroupsRequest& request,
                                                 const rpc::Call& call);
absl::StatusOr<UpdateLeadingGroupCommand> FromProto(const v1::UpdateLeadingGroupRequest& request);
absl::StatusOr<EndLeadingGroupCommand> FromProto(const v1::EndLeadingGroupRequest& request);

v1::LeadingGroup ToProto(const Record<LeadingGroup>& group);
v1::ListLeadingGroupsResponse ToProto(const records::Page<LeadingGroup>& page,
                                      const v1::ListLeadingGroupsRequest& request);

}  // namespace cobuild::registry
