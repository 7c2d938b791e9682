// When a perimeter may be created and stated anew.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// PERIMETER_EXISTS, VILLAGE_NOT_FOUND (an exception names a village that is none on any day).
absl::StatusOr<Record<Perimeter>> DecideCreatePerimeter(const Registry& registry,
                                                        const std::string& id,
                                                        const Perimeter& facts);

// PERIMETER_NOT_FOUND, ETAG_MISMATCH, VILLAGE_NOT_FOUND.
absl::StatusOr<Record<Perimeter>> DecideUpdatePerimeter(const Registry& registry,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const Perimeter& facts);

}  // namespace cobuild::registry
