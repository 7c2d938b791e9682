// The registry's changes as FeedService sends them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/feed/source.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

class FeedSource : public feed::Source {
 public:
  // Both outlive the source. Changes are read from `store`; `live` tells when there are new ones.
  FeedSource(Store& store, LiveRegistry& live) : store_(store), live_(live) {}

  std::vector<std::string> ResourceTypes() const override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<std::vector<feed::v1::Change>> List(int64_t after, int limit,
                                                     const scope::Reach& reach) override;
  absl::StatusOr<std::vector<feed::v1::SnapshotResource>> ListStanding(
      int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) override;
  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override;

 private:
  // Takes away what the reach does not see, by what the registry knows now of where it was.
  absl::Status KeepSeen(const scope::Reach& reach, Rows& rows);

  Store& store_;
  LiveRegistry& live_;
};

}  // namespace cobuild::registry
