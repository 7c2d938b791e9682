// Which episodes a list is about, page by page in order of village and entry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/scope/reach.h"
#include "services/registry/domain/episodes.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

struct EpisodeFilter {
  std::string village_code;           // empty: all villages
  std::optional<Category> category;   // only this one
  std::optional<base::Date> open_on;  // only those open on the day
  scope::Reach reach = {};            // only of villages within it
};

struct EpisodePage {
  std::vector<Episode> episodes;
  bool is_last = true;
};

// Each episode in its state known at `position`. The key of `range` is EpisodeKey.
EpisodePage ListEpisodes(const Episodes& episodes, const EpisodeFilter& filter, int64_t position,
                         const PageRange& range);

}  // namespace cobuild::registry
