// All category episodes with all their recorded states, in memory.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/moment.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

// "420115002201/2010-01-01": sorts by village and then by entry.
std::string EpisodeKey(std::string_view village_code, const base::Date& entered_date);

using EpisodeStates = std::vector<Episode>;  // of one episode, by position; at least one

// The state known at a position; null when the episode was not known yet.
const Episode* StateAt(const EpisodeStates& states, int64_t position);

class Episodes {
 public:
  using Map = std::map<std::string, EpisodeStates, std::less<>>;  // by EpisodeKey

  // States come in order of position.
  void Add(Episode state);

  const Map& all() const { return episodes_; }
  // A village's episodes known at `position`, in order of entry.
  std::vector<const Episode*> Of(std::string_view village_code, int64_t position) const;
  // The one that is open on the moment's day; null when none is.
  const Episode* OpenAt(std::string_view village_code, const Moment& moment) const;

 private:
  Map episodes_;
};

}  // namespace cobuild::registry
