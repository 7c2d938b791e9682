// For tests of both ends of a feed.
#pragma once

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/wrappers.pb.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>
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

inline constexpr char kText[] = "google.protobuf.StringValue";
inline constexpr char kDuration[] = "google.protobuf.Duration";

// A service's changes in memory. Thread-safe.
class FakeSource : public Source {
 public:
  std::vector<std::string> ResourceTypes() const override { return {kText, kDuration}; }

  absl::StatusOr<Head> ReadHead() override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    return Head{static_cast<int64_t>(changes_.size()), {}};
  }

  absl::StatusOr<std::vector<v1::Change>> List(int64_t after, int limit,
                                               const scope::Reach& reach) override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    const auto end = std::min<int64_t>(after + limit, static_cast<int64_t>(changes_.size()));
    std::vector changes(changes_.begin() + after, changes_.begin() + end);
    for (v1::Change& change : changes) {
      if (IsSeen(change, reach)) continue;
      const int64_t position = change.position();
      change.Clear();
      change.set_position(position);
    }
    return changes;
  }

  absl::StatusOr<std::vector<v1::SnapshotResource>> ListStanding(
      int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    std::map<std::string, int64_t> last;
    for (int64_t at = 1; at <= position; ++at) last[At(at).resource_name()] = at;
    std::vector<v1::SnapshotResource> standing;
    for (int64_t at = after + 1; at <= upto; ++at) {
      const v1::Change& change = At(at);
      if (last.at(change.resource_name()) != at || !IsSeen(change, reach)) continue;
      v1::SnapshotResource& resource = standing.emplace_back();
      resource.set_position(at);
      resource.set_resource_name(change.resource_name());
      *resource.mutable_resource() = change.resource();
    }
    return standing;
  }

  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    signal_.WaitBeyond(after, deadline);
  }

  // One change of the resource `name`, as a commit of this process. Without places it is seen with
  // the whole tree only, as what the other commits below make.
  void CommitOne(const std::string& name, const google::protobuf::Message& resource,
                 const scope::Places& places = {}) {
    {
      const std::lock_guard lock(mutex_);
      places_[static_cast<int64_t>(changes_.size()) + 1] = places;
      v1::Change change;
      change.set_position(static_cast<int64_t>(changes_.size()) + 1);
      change.set_resource_name(name);
      change.mutable_resource()->PackFrom(resource);
      changes_.push_back(std::move(change));
    }
    signal_.Advance(ReadHead()->position);
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

  // Begins anew, for another test of the same server.
  void Clear() {
    const std::lock_guard lock(mutex_);
    changes_.clear();
    places_.clear();
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
  const v1::Change& At(int64_t position) const {
    return changes_[static_cast<size_t>(position - 1)];
  }

  bool IsSeen(const v1::Change& change, const scope::Reach& reach) const {
    const auto found = places_.find(change.position());
    return reach.everything() || (found != places_.end() && reach.Sees(found->second));
  }

  std::mutex mutex_;
  std::map<int64_t, scope::Places> places_;  // by position, of those that have any
  std::vector<v1::Change> changes_;
  absl::Status failure_;
  CommitSignal signal_;
};

}  // namespace cobuild::feed
