// The use cases of organizations, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct CreateOrganizationCommand {
  std::string id;  // "" for one that is made up
  Organization facts;
};

struct UpdateOrganizationCommand {
  std::string id;
  Organization facts;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateOrganization and its like.
absl::StatusOr<Record<Organization>> CreateOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const CreateOrganizationCommand& command);
absl::StatusOr<Record<Organization>> UpdateOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const UpdateOrganizationCommand& command);
absl::StatusOr<Record<Organization>> DeleteOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const records::VoidCommand& command);

// ORGANIZATION_NOT_FOUND
absl::StatusOr<Record<Organization>> GetOrganization(const LiveRegistry& live,
                                                     const records::GetQuery& query);

struct ListOrganizationsQuery {
  records::ListQuery list;
  std::optional<OrganizationKind> kind;
};

absl::StatusOr<records::Page<Organization>> ListOrganizations(const LiveRegistry& live,
                                                              const ListOrganizationsQuery& query);

}  // namespace cobuild::registry
