// GetVillage, BatchGetVillages, ListVillages, ListCategoryEpisodes.
//
// Each also refuses what Registry::MomentOf refuses. A village out of reach is missing, and so are
// its episodes; whether it is within reach is asked of today's tree, whatever day a query is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/list_episodes.h"
#include "services/registry/domain/list_villages.h"

namespace cobuild::registry {

struct GetVillageQuery {
  std::string code;
  ReadAt at;
  scope::Reach reach = {};
};

struct BatchGetVillagesQuery {
  std::vector<std::string> codes;
  ReadAt at;
  scope::Reach reach = {};
};

// A village must meet all that are given.
struct ListVillagesQuery {
  std::string division_code;
  std::optional<Category> category;
  std::string perimeter_id;
  ReadAt at;
  PageRange range;
  scope::Reach reach = {};
};

struct ListCategoryEpisodesQuery {
  EpisodeFilter filter;
  base::KnownAt known_at;
  PageRange range;
};

// VILLAGE_NOT_FOUND
absl::StatusOr<Village> GetVillage(const LiveRegistry& live, const GetVillageQuery& query);

// In the order asked for. VILLAGE_NOT_FOUND with the first that is missing.
absl::StatusOr<std::vector<Village>> BatchGetVillages(const LiveRegistry& live,
                                                      const BatchGetVillagesQuery& query);

// PERIMETER_NOT_FOUND
absl::StatusOr<VillagePage> ListVillages(const LiveRegistry& live, const ListVillagesQuery& query);

absl::StatusOr<EpisodePage> ListCategoryEpisodes(const LiveRegistry& live,
                                                 const ListCategoryEpisodesQuery& query);

}  // namespace cobuild::registry
