// A service's own check of a trail.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "absl/status/statusor.h"
#include "common/audit/chain_check.h"
#include "common/audit/trail.h"

namespace cobuild::audit {

// The most records of one check.
inline constexpr int64_t kMostRecordsVerified = 100'000;

struct TrailCheck {
  int64_t records_checked = 0;
  int64_t unchained = 0;  // of these, those older than the chain
  base::ChainEnd last;    // the last that holds, as recomputed
  base::ChainEnd head;    // when the check began
  std::optional<Break> broken;
};

// Checks from record `from` (at least 1) to `to`, or when that is 0 to the head; at most
// kMostRecordsVerified, and no further page once `stop()` is true: `last` tells where to go on. The
// record before `from` is what the range is measured against. OUT_OF_RANGE RECORD_AHEAD_OF_HEAD
// when `from` is beyond the head by more than one or `to` beyond it.
absl::StatusOr<TrailCheck> VerifyTrail(Trail& trail, int64_t from, int64_t to,
                                       const std::function<bool()>& stop);

}  // namespace cobuild::audit
