#pragma once

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/perimeter.h"

namespace cobuild::registry {

// The perimeter as recorded; an empty id is made up. Refusals in order: REQUEST_ID_REUSED, then
// those of DecideCreatePerimeter.
absl::StatusOr<Perimeter> CreatePerimeter(LiveRegistry& live, ChangeRequest change,
                                          Perimeter perimeter);

}  // namespace cobuild::registry
