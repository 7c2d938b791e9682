#pragma once

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/decide_category.h"

namespace cobuild::registry {

// The episode as recorded. Refusals in order: REQUEST_ID_REUSED, then those of DecideOpenCategory.
absl::StatusOr<Episode> OpenCategory(LiveRegistry& live, ChangeRequest change,
                                     const OpenCategoryCommand& command);

}  // namespace cobuild::registry
