// When an organization and a village may be paired, and when a pairing ends.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// PAIRING_EXISTS, VILLAGE_NOT_FOUND (on the first day), ORGANIZATION_NOT_FOUND, PAIRING_OVERLAPS
// (the two are paired on one of the days). `facts` have no end.
absl::StatusOr<Record<Pairing>> DecideCreatePairing(const Registry& registry,
                                                    const scope::Reach& reach,
                                                    const std::string& id, const Pairing& facts);

// PAIRING_NOT_FOUND, ETAG_MISMATCH, PAIRING_ENDED, ENDED_BEFORE_STARTED (it would not last a day).
absl::StatusOr<Record<Pairing>> DecideEndPairing(const Registry& registry, const std::string& id,
                                                 const std::string& etag,
                                                 const base::Date& end_date);

// PAIRING_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<Pairing>> DecideVoidPairing(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason);

}  // namespace cobuild::registry
