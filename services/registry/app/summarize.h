// What every summary over villages does before it counts.
#pragma once

#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/scope.h"

namespace cobuild::registry {

// `count(const Registry&, const std::vector<std::string>& village_codes, int64_t position)` gives
// the summary. What PositionOf and VillagesOf refuse.
template <class Summary, class Count>
absl::StatusOr<Summary> SummarizeOver(const LiveRegistry& live, const ScopeQuery& over,
                                      const Count& count) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<Summary> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, registry.PositionOf(over.known_at));
    COBUILD_ASSIGN_OR_RETURN(const std::vector<std::string> village_codes,
                             VillagesOf(registry, over.villages, position, over.reach));
    return count(registry, village_codes, position);
  });
}

}  // namespace cobuild::registry
