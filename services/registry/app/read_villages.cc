#include "services/registry/app/read_villages.h"

#include <utility>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<Village> FindVillage(const Registry& registry, const std::string& code,
                                    const Moment& moment, const scope::Reach& reach) {
  std::optional<Village> village = registry.FindVillage(code, moment);
  if (!village || !reach.HasDivision(code)) return VillageNotFound(code);
  return *std::move(village);
}

}  // namespace

absl::StatusOr<Village> GetVillage(const LiveRegistry& live, const GetVillageQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<Village> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf(query.at));
    return FindVillage(registry, query.code, moment, query.reach);
  });
}

absl::StatusOr<std::vector<Village>> BatchGetVillages(const LiveRegistry& live,
                                                      const BatchGetVillagesQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<std::vector<Village>> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf(query.at));
    std::vector<Village> villages;
    villages.reserve(query.codes.size());
    for (const std::string& code : query.codes) {
      COBUILD_ASSIGN_OR_RETURN(Village village, FindVillage(registry, code, moment, query.reach));
      villages.push_back(std::move(village));
    }
    return villages;
  });
}

absl::StatusOr<VillagePage> ListVillages(const LiveRegistry& live, const ListVillagesQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<VillagePage> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf(query.at));
    VillageFilter filter{query.division_code, query.category, nullptr, query.reach};
    if (!query.perimeter_id.empty()) {
      filter.perimeter = registry.FindPerimeter(query.perimeter_id, moment.position);
      if (filter.perimeter == nullptr) return PerimeterNotFound(query.perimeter_id);
    }
    return ListVillages(registry, filter, moment, query.range);
  });
}

absl::StatusOr<EpisodePage> ListCategoryEpisodes(const LiveRegistry& live,
                                                 const ListCategoryEpisodesQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<EpisodePage> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf({kLastDay, query.known_at}));
    return ListEpisodes(registry.episodes(), query.filter, moment.position, query.range);
  });
}

}  // namespace cobuild::registry
