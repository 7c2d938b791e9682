#include "services/registry/domain/scope.h"

#include <algorithm>
#include <utility>

#include "services/registry/domain/errors.h"
#include "services/registry/domain/list_villages.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<std::vector<std::string>> VillagesOfPerimeter(const Registry& registry,
                                                             const std::string& id,
                                                             const Moment& moment,
                                                             const scope::Reach& reach) {
  const Perimeter* perimeter = registry.FindPerimeter(id, moment.position);
  if (perimeter == nullptr) return PerimeterNotFound(id);
  VillagePage page = ListVillages(
      registry, {.division_code = "", .category = {}, .perimeter = perimeter, .reach = reach},
      moment, {.size = kMaxScopeVillages, .after = ""});
  if (!page.is_last) return PerimeterTooLarge(id, page.total);
  std::vector<std::string> codes;
  codes.reserve(page.villages.size());
  for (Village& village : page.villages) codes.push_back(std::move(village.code));
  return codes;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> VillagesOf(const Registry& registry,
                                                    const VillageScope& villages, int64_t position,
                                                    const scope::Reach& reach) {
  const Moment moment{villages.as_of, position};
  if (!villages.perimeter_id.empty()) {
    return VillagesOfPerimeter(registry, villages.perimeter_id, moment, reach);
  }
  for (const std::string& code : villages.village_codes) {
    if (!reach.HasDivision(code) || !registry.FindVillage(code, moment)) {
      return VillageNotFound(code);
    }
  }
  std::vector<std::string> codes = villages.village_codes;
  std::sort(codes.begin(), codes.end());
  return codes;
}

void Combine(std::optional<DataOrigin>& combined, DataOrigin origin) {
  if (!combined || origin == DataOrigin::kExample) combined = origin;
}

}  // namespace cobuild::registry
