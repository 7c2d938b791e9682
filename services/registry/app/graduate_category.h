#pragma once

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/decide_category.h"

namespace cobuild::registry {

// The episode in its new state. Refusals in order: REQUEST_ID_REUSED, then those of
// DecideGraduateCategory.
absl::StatusOr<Episode> GraduateCategory(LiveRegistry& live, ChangeRequest change,
                                         const GraduateCategoryCommand& command);

}  // namespace cobuild::registry
