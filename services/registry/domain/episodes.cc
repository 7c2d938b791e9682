#include "services/registry/domain/episodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cobuild::registry {

std::string EpisodeKey(std::string_view village_code, const base::Date& entered_date) {
  return fmt::format("{}/{}", village_code, base::FormatDate(entered_date));
}

const Episode* StateAt(const EpisodeStates& states, int64_t position) {
  const auto known = std::find_if(states.rbegin(), states.rend(),
                                  [&](const Episode& state) { return state.position <= position; });
  return known == states.rend() ? nullptr : &*known;
}

void Episodes::Add(Episode state) {
  std::string key = EpisodeKey(state.village_code, state.entered_date);
  episodes_[std::move(key)].push_back(std::move(state));
}

std::vector<const Episode*> Episodes::Of(std::string_view village_code, int64_t position) const {
  std::vector<const Episode*> found;
  for (auto it = episodes_.lower_bound(village_code);
       it != episodes_.end() && it->first.starts_with(village_code); ++it) {
    if (const Episode* state = StateAt(it->second, position)) found.push_back(state);
  }
  return found;
}

const Episode* Episodes::OpenAt(std::string_view village_code, const Moment& moment) const {
  for (const Episode* episode : Of(village_code, moment.position)) {
    if (episode->IsOpenOn(moment.as_of)) return episode;
  }
  return nullptr;
}

}  // namespace cobuild::registry
