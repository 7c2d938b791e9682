// Both ends of a feed check that no change is missing: FeedService in what it sends, a follower in
// what it receives.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

namespace cobuild::feed {

// DATA_LOSS FEED_GAP.
absl::Status FeedGap(int64_t missing_position);

// FEED_GAP unless `changes`, which have a position(), stand at after + 1, after + 2, ...
template <class Changes>
absl::Status CheckContiguous(int64_t after, const Changes& changes) {
  for (const auto& change : changes) {
    if (change.position() != ++after) return FeedGap(after);
  }
  return absl::OkStatus();
}

}  // namespace cobuild::feed
