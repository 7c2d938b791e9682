#include "services/registry/rpc/organization_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_organization.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Organization> HandleCreateOrganization(
    LiveRegistry& live, rpc::Call& call, const v1::CreateOrganizationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateOrganizationCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Organization> organization,
                           CreateOrganization(live, ChangeOf(call, request), command));
  return ToProto(organization);
}

absl::StatusOr<v1::Organization> HandleGetOrganization(LiveRegistry& live, rpc::Call& call,
                                                       const v1::GetOrganizationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Organization>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Organization> organization, GetOrganization(live, query));
  return ToProto(organization);
}

absl::StatusOr<v1::ListOrganizationsResponse> HandleListOrganizations(
    LiveRegistry& live, rpc::Call& call, const v1::ListOrganizationsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListOrganizationsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Organization> page, ListOrganizations(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Organization> HandleUpdateOrganization(
    LiveRegistry& live, rpc::Call& call, const v1::UpdateOrganizationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateOrganizationCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Organization> organization,
                           UpdateOrganization(live, ChangeOf(call, request), command));
  return ToProto(organization);
}

absl::StatusOr<v1::Organization> HandleDeleteOrganization(
    LiveRegistry& live, rpc::Call& call, const v1::DeleteOrganizationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Organization>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Organization> organization,
                           DeleteOrganization(live, ChangeOf(call, request), command));
  return ToProto(organization);
}

}  // namespace

void RegisterOrganizationService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateOrganizationRequest, v1::Organization>(kCreateOrganization,
                                                                with(HandleCreateOrganization));
  router.Unary<v1::GetOrganizationRequest, v1::Organization>(kGetOrganization,
                                                             with(HandleGetOrganization));
  router.Unary<v1::ListOrganizationsRequest, v1::ListOrganizationsResponse>(
      kListOrganizations, with(HandleListOrganizations));
  router.Unary<v1::UpdateOrganizationRequest, v1::Organization>(kUpdateOrganization,
                                                                with(HandleUpdateOrganization));
  router.Unary<v1::DeleteOrganizationRequest, v1::Organization>(kDeleteOrganization,
                                                                with(HandleDeleteOrganization));
}

}  // namespace cobuild::registry
