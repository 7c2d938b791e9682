// A consumer of another service's feed: it starts where it left off, survives restarts of the other
// side, and stops rather than go on after a lost change.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "cobuild/feed/v1/feed.pb.h"

namespace cobuild::feed {

struct FollowerOptions {
  std::string feed;   // whose changes, for the log: "registry"
  int64_t after = 0;  // the last position that the consumer has
  // Only changes of resources of these types; empty: of every type.
  std::vector<std::string> resource_types = {};
  // Called on the follower's thread after each message, heartbeats too, that leaves the consumer
  // with all that was committed when the message was sent.
  std::function<void()> on_caught_up = nullptr;
  // A watch is renewed after this long, so that a connection that died without a word holds nobody
  // up for longer.
  std::chrono::milliseconds watch_timeout{60'000};
  // The pause before the first try after a failure; doubled by each failure that follows it, up to
  // the longest, and jittered.
  std::chrono::milliseconds shortest_pause{100};
  std::chrono::milliseconds longest_pause{5'000};
};

class Follower {
 public:
  // Called on the follower's thread with each message that holds changes: their positions follow
  // position(), without a gap where every type is wanted. When it fails, position() stays, and the
  // same changes come again after a pause. It must not call Stop.
  using Consumer = std::function<absl::Status(const v1::WatchChangesResponse&)>;

  // Starts at once.
  Follower(std::shared_ptr<grpc::Channel> channel, FollowerOptions options, Consumer consumer);
  // Stops.
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Cancels the watch and returns when the consumer is no longer running, nor will be. Thread-safe.
  void Stop();

  // The last position that the consumer took.
  int64_t position() const;
  // The last head heard of, from changes or heartbeats; 0 before the first.
  int64_t head_position() const;
  // Not OK once the follower has given up, which it also logs as an error: DATA_LOSS FEED_GAP when
  // a change was missing, OUT_OF_RANGE POSITION_AHEAD_OF_HEAD when the feed is shorter than what
  // the consumer has (as after a restore). Anything else it tries again for ever.
  absl::Status status() const;

 private:
  void Run();
  // One WatchChanges call, from its start to its end.
  absl::Status WatchOnce();
  absl::Status Take(const v1::WatchChangesResponse& message);
  // Shows Stop the context of the watch under way, or that there is none.
  void Expose(grpc::ClientContext* context);
  void GiveUp(const absl::Status& reason);
  // Waits before the next try; cut short by Stop.
  void PauseAfter(const absl::Status& failure);
  bool stopping() const;

  const std::shared_ptr<grpc::Channel> channel_;
  const FollowerOptions options_;
  const Consumer consumer_;
  // Of the follower's thread. Watches in a row from which the consumer took nothing.
  int fruitless_ = 0;
  std::minstd_rand random_{std::random_device{}()};

  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  // Guarded by mutex_.
  bool stop_ = false;
  grpc::ClientContext* context_ = nullptr;  // of the watch under way
  int64_t position_;
  int64_t head_position_ = 0;
  absl::Status status_;

  std::mutex joining_;
  std::thread thread_;
};

}  // namespace cobuild::feed
