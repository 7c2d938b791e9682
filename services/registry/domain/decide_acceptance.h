// When an acceptance of a village may be recorded and withdrawn.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// VILLAGE_NOT_FOUND (on the day of the acceptance), ACCEPTANCE_EXISTS. `id` is the part after the
// village's.
absl::StatusOr<Record<VillageAcceptance>> DecideRecordAcceptance(const Registry& registry,
                                                                 const scope::Reach& reach,
                                                                 const std::string& id,
                                                                 const VillageAcceptance& facts);

// ACCEPTANCE_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<VillageAcceptance>> DecideVoidAcceptance(const Registry& registry,
                                                               const std::string& id,
                                                               const std::string& etag,
                                                               const std::string& reason);

}  // namespace cobuild::registry
