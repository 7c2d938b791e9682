// One WatchChanges call.
#pragma once

#include <chrono>
#include <cstdint>

#include "absl/status/status.h"
#include "common/feed/source.h"
#include "common/feed/wanted.h"
#include "common/rpc/call.h"
#include "common/rpc/stream.h"

namespace cobuild::feed {

// Holds one page of changes and one message at a time, however slow its consumer is; how long a
// message may wait for it is the stream's to bound.
class Watch {
 public:
  Watch(Source& source, rpc::Call& call, rpc::StreamWriter<v1::WatchChangesResponse>& writer,
        int64_t after, Wanted wanted);

  // Returns when nobody waits for more; the pipeline knows why.
  absl::Status Run();

 private:
  using Clock = std::chrono::steady_clock;

  // Sends what is wanted of the next changes, of which there is one at least.
  absl::Status SendSome(int64_t head);
  void Send(v1::WatchChangesResponse message, int64_t head);

  Source& source_;
  rpc::Call& call_;
  rpc::StreamWriter<v1::WatchChangesResponse>& writer_;
  int64_t through_;  // everything wanted up to it was sent
  const Wanted wanted_;
  bool broken_ = false;
  // The first is due at once: it tells the head.
  Clock::time_point heartbeat_due_ = Clock::now();
};

}  // namespace cobuild::feed
