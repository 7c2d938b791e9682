// Organizations between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/organizations.h"

namespace cobuild::registry {

absl::StatusOr<CreateOrganizationCommand> FromProto(const v1::CreateOrganizationRequest& request);
absl::StatusOr<ListOrganizationsQuery> FromProto(const v1::ListOrganizationsRequest& request,
                                                 const rpc::Call& call);
absl::StatusOr<UpdateOrganizationCommand> FromProto(const v1::UpdateOrganizationRequest& request);

v1::Organization ToProto(const Record<Organization>& organization);
v1::ListOrganizationsResponse ToProto(const records::Page<Organization>& page,
                                      const v1::ListOrganizationsRequest& request);

}  // namespace cobuild::registry
