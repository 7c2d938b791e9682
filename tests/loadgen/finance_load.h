// Posts transfers to a finance server as fast as it takes them.
#pragma once

#include <grpcpp/channel.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/loadgen/finance_books.h"

namespace cobuild::load {

struct Load {
  int in_flight = 1;                // calls at a time; each answer is followed by the next call
  int transfers_per_call = 1;       // 1: PostTransfer, more: PostTransfers
  std::chrono::seconds warm_up{1};  // not counted
  std::chrono::seconds duration{10};
};

struct LoadResult {
  int64_t transfers = 0;  // accepted within `duration`
  std::vector<std::chrono::microseconds> call_durations;
};

// Spreads the calls over `channels`. The first refusal ends the run with its status.
absl::StatusOr<LoadResult> PostTransfers(
    const std::vector<std::shared_ptr<grpc::Channel>>& channels, TransferSource& source,
    const Load& load);

}  // namespace cobuild::load
