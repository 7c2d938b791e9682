// When a perimeter may be created. It never changes afterwards.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "services/registry/domain/perimeter.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// Of what the caller gave: a perimeter whose id the service makes up digests with an empty one.
base::Digest DigestOf(const Perimeter& perimeter);

// OK, or in this order: PERIMETER_EXISTS, VILLAGE_NOT_FOUND (an exception names a village that is
// none on any day).
absl::Status DecideCreatePerimeter(const Registry& registry, const Perimeter& perimeter);

}  // namespace cobuild::registry
