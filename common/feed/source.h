// Where FeedService takes a service's changes from; implemented by each service's rpc room, since
// only it can make the resource's message.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/feed/v1/feed.pb.h"
#include "common/feed/change.h"
#include "common/scope/reach.h"

namespace cobuild::feed {

// Called from many worker threads of the read and watch lanes at a time.
class Source {
 public:
  virtual ~Source() = default;

  // Full names of the messages that its resources are: "cobuild.registry.v1.Pairing".
  virtual std::vector<std::string> ResourceTypes() const = 0;

  virtual absl::StatusOr<Head> ReadHead() = 0;

  // The changes after position `after`, at most `limit` (1 to 1,000), in order without a gap, each
  // with its resource as it was after the change. One whose resource, as it was then, the reach
  // does not see has its position and nothing else. Empty at the head.
  virtual absl::StatusOr<std::vector<v1::Change>> List(int64_t after, int limit,
                                                       const scope::Reach& reach) = 0;

  // Of the resources recorded after position `after` up to `upto`, 1,000 positions at most, those
  // that nothing up to `position` has replaced and that the reach sees, in order. `upto` <=
  // `position` <= the head.
  virtual absl::StatusOr<std::vector<v1::SnapshotResource>> ListStanding(
      int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) = 0;

  // Returns as soon as this process has committed a change beyond `after`, and at `deadline` at the
  // latest. May return early. A CommitSignal does it.
  virtual void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) = 0;
};

}  // namespace cobuild::feed
