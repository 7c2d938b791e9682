// When an organization may be created, stated anew and withdrawn.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// Everybody sees every organization, so that one out of reach is OUT_OF_SCOPE and never missing.

// ORGANIZATION_EXISTS, DIVISION_NOT_FOUND (on `today`).
absl::StatusOr<Record<Organization>> DecideCreateOrganization(const Registry& registry,
                                                              const std::string& id,
                                                              const Organization& facts,
                                                              const base::Date& today);

// ORGANIZATION_NOT_FOUND, OUT_OF_SCOPE, ETAG_MISMATCH, DIVISION_NOT_FOUND (on `today`).
absl::StatusOr<Record<Organization>> DecideUpdateOrganization(
    const Registry& registry, const scope::Reach& reach, const std::string& id,
    const std::string& etag, const Organization& facts, const base::Date& today);

// ORGANIZATION_NOT_FOUND, OUT_OF_SCOPE, ETAG_MISMATCH, ORGANIZATION_IN_USE.
absl::StatusOr<Record<Organization>> DecideDeleteOrganization(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const std::string& etag,
                                                              const std::string& reason);

}  // namespace cobuild::registry
