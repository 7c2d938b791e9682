// Which villages a summary is about: those that are named, or those of a perimeter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

inline constexpr int kMaxScopeVillages = 10'000;

struct VillageScope {
  std::vector<std::string> village_codes;  // each once; empty when there is a perimeter
  std::string perimeter_id;
  base::Date as_of;  // the day on which the villages exist
};

// What every summary asks for.
struct ScopeQuery {
  VillageScope villages;
  base::KnownAt known_at;
  scope::Reach reach = {};
};

// Codes, in order. Of a perimeter those within reach alone count. PERIMETER_NOT_FOUND,
// PERIMETER_TOO_LARGE, VILLAGE_NOT_FOUND with the first that is missing or out of reach.
absl::StatusOr<std::vector<std::string>> VillagesOf(const Registry& registry,
                                                    const VillageScope& villages, int64_t position,
                                                    const scope::Reach& reach);

// Of what is computed from facts of several origins: an example once one of them is.
void Combine(std::optional<DataOrigin>& combined, DataOrigin origin);

}  // namespace cobuild::registry
