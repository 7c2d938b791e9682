// What FeedService reads of its source, found right.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/error/error.h"
#include "common/feed/room.h"
#include "common/feed/source.h"
#include "common/feed/wanted.h"

namespace cobuild::feed {

// OUT_OF_RANGE for a negative one.
void CheckAfter(error::Violations& violations, int64_t after);

// The head's position; POSITION_AHEAD_OF_HEAD when `after` is beyond it.
absl::StatusOr<int64_t> HeadFrom(Source& source, int64_t after);

// The changes after `after`, of which the caller knows that there is one at least; FEED_GAP when
// one is missing.
using Changes = std::vector<v1::Change>;
absl::StatusOr<Changes> ListSome(Source& source, int64_t after, int limit,
                                 const scope::Reach& reach);

// Positions that a source is asked for at once at most, as where a filter may leave out most.
inline constexpr int kMostAtOnce = 1'000;
// Positions that one unary call looks at, so that a filter which admits next to nothing ends in
// time.
inline constexpr int64_t kLookedAtMost = 10'000;

// Moves the changes from `next` on that are wanted into `admitted`, as long as there is room. The
// first that found none, or the end.
Changes::iterator MoveAdmitted(const Wanted& wanted, Changes::iterator next, Changes::iterator end,
                               Room& room,
                               google::protobuf::RepeatedPtrField<v1::Change>& admitted);

}  // namespace cobuild::feed
