#include "services/assessment/store/memory/memory_store.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::assessment {

class MemoryStore::MemoryWriter : public Writer {
 public:
  explicit MemoryWriter(State& state) : state_(state), log_(state.feed) {}

  feed::Log& log() override { return log_; }

  absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) override {
    const auto found = state_.metrics.find(key);
    if (found == state_.metrics.end()) return std::nullopt;
    return found->second;
  }

  absl::StatusOr<int> LatestVersion(const std::string& id) override {
    int latest = 0;
    for (const auto& [key, metric] : state_.metrics) {
      if (key.id == id) latest = std::max(latest, key.version);
    }
    return latest;
  }

  absl::Status Insert(const Metric& metric) override {
    if (!state_.metrics.emplace(metric.key, metric).second) {
      return absl::InternalError("a version of a metric is recorded twice");
    }
    return absl::OkStatus();
  }

 private:
  State& state_;
  feed::MemoryLog log_;
};

MemoryStore::State MemoryStore::Snapshot() {
  const std::lock_guard lock(mutex_);
  return state_;
}

absl::StatusOr<std::optional<Metric>> MemoryStore::Find(const MetricKey& key) {
  State state = Snapshot();
  return MemoryWriter(state).Find(key);
}

absl::StatusOr<std::vector<Metric>> MemoryStore::List(const std::optional<MetricKey>& after,
                                                      int limit) {
  const State state = Snapshot();
  auto next = after ? state.metrics.upper_bound(*after) : state.metrics.begin();
  std::vector<Metric> metrics;
  for (; next != state.metrics.end() && std::ssize(metrics) < limit; ++next) {
    metrics.push_back(next->second);
  }
  return metrics;
}

absl::StatusOr<feed::Head> MemoryStore::ReadHead() { return Snapshot().feed.ReadHead(); }

absl::StatusOr<std::vector<MetricChange>> MemoryStore::ReadChanges(int64_t after, int limit) {
  const State state = Snapshot();
  std::vector<MetricChange> changes;
  for (feed::Change& change : state.feed.ReadChanges(after, limit)) {
    const auto recorded =
        std::find_if(state.metrics.begin(), state.metrics.end(),
                     [&](const auto& entry) { return entry.second.position == change.position; });
    if (recorded == state.metrics.end()) return absl::InternalError("a change without its metric");
    changes.push_back({std::move(change), recorded->second});
  }
  return changes;
}

absl::Status MemoryStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  const std::lock_guard writing(writing_);
  State copy = Snapshot();
  MemoryWriter writer(copy);
  COBUILD_RETURN_IF_ERROR(body(writer));
  const int64_t head = copy.feed.ReadHead().position;
  {
    const std::lock_guard lock(mutex_);
    state_ = std::move(copy);
  }
  commits_.Advance(head);
  return absl::OkStatus();
}

}  // namespace cobuild::assessment
