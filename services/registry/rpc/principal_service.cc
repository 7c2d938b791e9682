#include "services/registry/rpc/principal_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_principal.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Principal> HandleCreatePrincipal(Principals& principals, rpc::Call& call,
                                                    const v1::CreatePrincipalRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreatePrincipalCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Principal> principal,
                           CreatePrincipal(principals, ChangeOf(call, request), command));
  return ToProto(principal);
}

absl::StatusOr<v1::Principal> HandleGetPrincipal(Principals& principals, rpc::Call& call,
                                                 const v1::GetPrincipalRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const Record<Principal> principal, GetPrincipal(principals.live, query));
  return ToProto(principal);
}

absl::StatusOr<v1::ListPrincipalsResponse> HandleListPrincipals(
    Principals& principals, rpc::Call& call, const v1::ListPrincipalsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Principal> page,
                           ListPrincipals(principals.live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Grant> HandleGrantRole(Principals& principals, rpc::Call& call,
                                          const v1::GrantRoleRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const GrantRoleCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Grant> grant,
                           GrantRole(principals, ChangeOf(call, request), command));
  return ToProto(grant);
}

absl::StatusOr<v1::Grant> HandleRevokeRole(Principals& principals, rpc::Call& call,
                                           const v1::RevokeRoleRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command, rpc::VoidCommandOf<Grant>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Grant> grant,
                           RevokeRole(principals, ChangeOf(call, request), command));
  return ToProto(grant);
}

absl::StatusOr<v1::HandOverResponse> HandleHandOver(Principals& principals, rpc::Call& call,
                                                    const v1::HandOverRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const HandOverCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const HandedOver handed_over,
                           HandOver(principals, ChangeOf(call, request), command));
  return ToProto(handed_over);
}

absl::StatusOr<v1::ListGrantsResponse> HandleListGrants(Principals& principals, rpc::Call& call,
                                                        const v1::ListGrantsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListGrantsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Grant> page, ListGrants(principals.live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Self> HandleGetSelf(Principals& principals, rpc::Call& call,
                                       const v1::GetSelfRequest&) {
  const rpc::Principal& caller = call.principal();
  const base::Date today = base::BusinessDay(call.received());
  if (principals.is_of_operator(caller.name)) return SelfOfOperator(caller, today);
  return SelfOfRegistry(caller.name, GrantsInForce(principals.live, caller.name, today), today);
}

}  // namespace

void RegisterPrincipalService(rpc::Router& router, Principals& principals) {
  const auto with = [&principals](auto handler) {
    return std::bind_front(handler, std::ref(principals));
  };
  router.Unary<v1::CreatePrincipalRequest, v1::Principal>(kCreatePrincipal,
                                                          with(HandleCreatePrincipal));
  router.Unary<v1::GetPrincipalRequest, v1::Principal>(kGetPrincipal, with(HandleGetPrincipal));
  router.Unary<v1::ListPrincipalsRequest, v1::ListPrincipalsResponse>(kListPrincipals,
                                                                      with(HandleListPrincipals));
  router.Unary<v1::GrantRoleRequest, v1::Grant>(kGrantRole, with(HandleGrantRole));
  router.Unary<v1::RevokeRoleRequest, v1::Grant>(kRevokeRole, with(HandleRevokeRole));
  router.Unary<v1::HandOverRequest, v1::HandOverResponse>(kHandOver, with(HandleHandOver));
  router.Unary<v1::ListGrantsRequest, v1::ListGrantsResponse>(kListGrants, with(HandleListGrants));
  router.Unary<v1::GetSelfRequest, v1::Self>(kGetSelf, with(HandleGetSelf));
}

}  // namespace cobuild::registry
