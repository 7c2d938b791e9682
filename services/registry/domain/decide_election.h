// When an election may be recorded and corrected.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// VILLAGE_NOT_FOUND (on the election date), ELECTION_EXISTS.
absl::StatusOr<Record<Election>> DecideRecordElection(const Registry& registry,
                                                      const scope::Reach& reach,
                                                      const Election& facts);

// ELECTION_NOT_FOUND, ETAG_MISMATCH, VILLAGE_NOT_FOUND (on the election date).
absl::StatusOr<Record<Election>> DecideCorrectElection(const Registry& registry,
                                                       const scope::Reach& reach,
                                                       const std::string& etag,
                                                       const Election& facts);

}  // namespace cobuild::registry
