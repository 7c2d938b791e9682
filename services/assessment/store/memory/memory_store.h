// The store in memory, for tests.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "common/feed/memory_log.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

class MemoryStore : public Store {
 public:
  absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) override;
  absl::StatusOr<std::vector<Metric>> List(const std::optional<MetricKey>& after,
                                           int limit) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<std::vector<MetricChange>> ReadChanges(int64_t after, int limit) override;
  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  feed::CommitSignal& commits() override { return commits_; }

 private:
  struct State {
    feed::MemoryFeed feed;
    std::map<MetricKey, Metric> metrics;
  };
  class MemoryWriter;

  State Snapshot();

  std::mutex writing_;  // held for a whole transaction: one writer at a time
  std::mutex mutex_;    // guards state_; never held while a body runs
  State state_;
  feed::CommitSignal commits_;
};

}  // namespace cobuild::assessment
