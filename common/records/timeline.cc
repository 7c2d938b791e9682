#include "common/records/timeline.h"

#include <algorithm>
#include <iterator>

#include "common/base/status_macros.h"
#include "common/records/errors.h"

namespace cobuild::records {

void Timeline::Add(int64_t position, base::Timestamp record_time) {
  if (commits_.empty() || commits_.back().record_time < record_time) {
    commits_.push_back({position, record_time});
  } else {
    commits_.back().last_position = position;
  }
  loaded_ = position;
}

void Timeline::Advance(int64_t position) {
  position_ = std::max(position_, std::min(position, loaded_));
}

int64_t Timeline::PositionAt(base::Timestamp time) const {
  const auto later = std::upper_bound(
      commits_.begin(), commits_.end(), time,
      [](base::Timestamp wanted, const Commit& commit) { return wanted < commit.record_time; });
  return later == commits_.begin() ? 0 : std::prev(later)->last_position;
}

absl::StatusOr<int64_t> Timeline::PositionOf(const base::KnownAt& known_at) const {
  if (known_at.time) return std::min(position_, PositionAt(*known_at.time));
  if (!known_at.position) return position_;
  if (*known_at.position > position_) return KnownAtAheadOfHead(*known_at.position, position_);
  return *known_at.position;
}

absl::StatusOr<Moment> Timeline::MomentOf(const ReadAt& at) const {
  COBUILD_ASSIGN_OR_RETURN(const int64_t position, PositionOf(at.known_at));
  return Moment{at.as_of, position};
}

}  // namespace cobuild::records
