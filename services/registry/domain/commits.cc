#include "services/registry/domain/commits.h"

#include <algorithm>
#include <iterator>

namespace cobuild::registry {

void Commits::Add(int64_t position, base::Timestamp record_time) {
  if (commits_.empty() || commits_.back().record_time < record_time) {
    commits_.push_back({position, record_time});
  } else {
    commits_.back().last_position = position;
  }
}

int64_t Commits::PositionAt(base::Timestamp time) const {
  const auto later = std::upper_bound(
      commits_.begin(), commits_.end(), time,
      [](base::Timestamp wanted, const Commit& commit) { return wanted < commit.record_time; });
  return later == commits_.begin() ? 0 : std::prev(later)->last_position;
}

}  // namespace cobuild::registry
