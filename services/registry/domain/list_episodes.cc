#include "services/registry/domain/list_episodes.h"

#include <algorithm>

namespace cobuild::registry {
namespace {

bool Meets(const Episode& episode, const EpisodeFilter& filter) {
  return filter.reach.HasDivision(episode.village_code) &&
         (!filter.category || episode.category == *filter.category) &&
         (!filter.open_on || episode.IsOpenOn(*filter.open_on));
}

}  // namespace

EpisodePage ListEpisodes(const Episodes& episodes, const EpisodeFilter& filter, int64_t position,
                         const PageRange& range) {
  EpisodePage page;
  const Episodes::Map& all = episodes.all();
  // The village code alone sorts before all of its keys.
  auto it = all.upper_bound(std::max(range.after, filter.village_code));
  for (; it != all.end() && it->first.starts_with(filter.village_code); ++it) {
    const Episode* state = StateAt(it->second, position);
    if (state == nullptr || !Meets(*state, filter)) continue;
    page.is_last = page.episodes.size() < static_cast<size_t>(range.size);
    if (!page.is_last) break;
    page.episodes.push_back(*state);
  }
  return page;
}

}  // namespace cobuild::registry
