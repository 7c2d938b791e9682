#include "services/registry/rpc/leading_group_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_leading_group.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::LeadingGroup> HandleCreateLeadingGroup(
    LiveRegistry& live, rpc::Call& call, const v1::CreateLeadingGroupRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateLeadingGroupCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<LeadingGroup> group,
                           CreateLeadingGroup(live, ChangeOf(call, request), command));
  return ToProto(group);
}

absl::StatusOr<v1::LeadingGroup> HandleGetLeadingGroup(LiveRegistry& live, rpc::Call& call,
                                                       const v1::GetLeadingGroupRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<LeadingGroup>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<LeadingGroup> group, GetLeadingGroup(live, query));
  return ToProto(group);
}

absl::StatusOr<v1::ListLeadingGroupsResponse> HandleListLeadingGroups(
    LiveRegistry& live, rpc::Call& call, const v1::ListLeadingGroupsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListLeadingGroupsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<LeadingGroup> page, ListLeadingGroups(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::LeadingGroup> HandleUpdateLeadingGroup(
    LiveRegistry& live, rpc::Call& call, const v1::UpdateLeadingGroupRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateLeadingGroupCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<LeadingGroup> group,
                           UpdateLeadingGroup(live, ChangeOf(call, request), command));
  return ToProto(group);
}

absl::StatusOr<v1::LeadingGroup> HandleEndLeadingGroup(LiveRegistry& live, rpc::Call& call,
                                                       const v1::EndLeadingGroupRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const EndLeadingGroupCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<LeadingGroup> group,
                           EndLeadingGroup(live, ChangeOf(call, request), command));
  return ToProto(group);
}

absl::StatusOr<v1::LeadingGroup> HandleVoidLeadingGroup(
    LiveRegistry& live, rpc::Call& call, const v1::VoidLeadingGroupRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<LeadingGroup>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<LeadingGroup> group,
                           VoidLeadingGroup(live, ChangeOf(call, request), command));
  return ToProto(group);
}

}  // namespace

void RegisterLeadingGroupService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateLeadingGroupRequest, v1::LeadingGroup>(kCreateLeadingGroup,
                                                                with(HandleCreateLeadingGroup));
  router.Unary<v1::GetLeadingGroupRequest, v1::LeadingGroup>(kGetLeadingGroup,
                                                             with(HandleGetLeadingGroup));
  router.Unary<v1::ListLeadingGroupsRequest, v1::ListLeadingGroupsResponse>(
      kListLeadingGroups, with(HandleListLeadingGroups));
  router.Unary<v1::UpdateLeadingGroupRequest, v1::LeadingGroup>(kUpdateLeadingGroup,
                                                                with(HandleUpdateLeadingGroup));
  router.Unary<v1::EndLeadingGroupRequest, v1::LeadingGroup>(kEndLeadingGroup,
                                                             with(HandleEndLeadingGroup));
  router.Unary<v1::VoidLeadingGroupRequest, v1::LeadingGroup>(kVoidLeadingGroup,
                                                              with(HandleVoidLeadingGroup));
}

}  // namespace cobuild::registry
