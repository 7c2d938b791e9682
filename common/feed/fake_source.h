// For tests of both ends of a feed.
#pragma once

#include <google/protobuf/wrappers.pb.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "common/feed/commit_signal.h"
#include "common/feed/source.h"

namespace cobuild::feed {

// The positions from `first` to `last`.
inline std::vector<int64_t> Range(int64_t first, int64_t last) {
  std::vector<int64_t> positions;
  for (int64_t position = first; position <= last; ++position) positions.push_back(position);
  return positions;
}

// A service's changes in memory. Thread-safe.
class FakeSource : public Source {
 public:
  absl::StatusOr<Head> ReadHead() override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    return Head{static_cast<int64_t>(changes_.size()), {}};
  }

  absl::StatusOr<std::vector<v1::Change>> List(int64_t after, int limit) override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    const auto end = std::min<int64_t>(after + limit, static_cast<int64_t>(changes_.size()));
    return std::vector(changes_.begin() + after, changes_.begin() + end);
  }

  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    signal_.WaitBeyond(after, deadline);
  }

  // As a commit of this process, which wakes who waits.
  void Commit(int count, size_t resource_bytes = 10) {
    CommitElsewhere(count, resource_bytes);
    signal_.Advance(ReadHead()->position);
  }

  // As a commit of another process, which nobody tells us of.
  void CommitElsewhere(int count, size_t resource_bytes = 10) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < count; ++i) {
      v1::Change change;
      change.set_position(static_cast<int64_t>(changes_.size()) + 1);
      change.set_resource_name("villages/" + std::to_string(change.position()));
      google::protobuf::StringValue resource;
      resource.set_value(std::string(resource_bytes, 'x'));
      change.mutable_resource()->PackFrom(resource);
      changes_.push_back(change);
    }
  }

  // Takes a change away, as a feed must never do.
  void Lose(int64_t position) {
    const std::lock_guard lock(mutex_);
    changes_.erase(changes_.begin() + position - 1);
  }

  // Every read fails with it from now on; OK to end that.
  void Fail(const absl::Status& failure) {
    const std::lock_guard lock(mutex_);
    failure_ = failure;
  }

 private:
  std::mutex mutex_;
  std::vector<v1::Change> changes_;
  absl::Status failure_;
  CommitSignal signal_;
};

}  // namespace cobuild::feed
