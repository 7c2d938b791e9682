#include "services/projects/rpc/approval_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/projects/rpc/convert_approval.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/methods.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Approval> HandleGetApproval(LiveProjects& live, rpc::Call& call,
                                               const v1::GetApprovalRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Project>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const KnownApproval known, GetApproval(live, query));
  return ToProto(known);
}

absl::StatusOr<v1::Decision> HandleDecideStep(LiveProjects& live, rpc::Call& call,
                                              const v1::DecideStepRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const DecideStepCommand command, FromProto(request));
  const auto roles_at = [&](const scope::Places& places) {
    return rpc::RolesAt(call.principal(), places);
  };
  COBUILD_ASSIGN_OR_RETURN(const Record<Decision> decision,
                           DecideStep(live, ChangeOf(call, request), roles_at, command));
  return ToProto(decision);
}

absl::StatusOr<v1::ListPendingStepsResponse> HandleListPendingSteps(
    LiveProjects& live, rpc::Call& call, const v1::ListPendingStepsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const PendingQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const PendingPage page, ListPendingSteps(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::ListDecisionsResponse> HandleListDecisions(
    LiveProjects& live, rpc::Call& call, const v1::ListDecisionsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Decision> page, ListDecisions(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterApprovalService(rpc::Router& router, LiveProjects& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::GetApprovalRequest, v1::Approval>(kGetApproval, with(HandleGetApproval));
  router.Unary<v1::DecideStepRequest, v1::Decision>(kDecideStep, with(HandleDecideStep));
  router.Unary<v1::ListPendingStepsRequest, v1::ListPendingStepsResponse>(
      kListPendingSteps, with(HandleListPendingSteps));
  router.Unary<v1::ListDecisionsRequest, v1::ListDecisionsResponse>(kListDecisions,
                                                                    with(HandleListDecisions));
}

}  // namespace cobuild::projects
