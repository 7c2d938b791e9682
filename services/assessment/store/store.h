// What the assessment service keeps: metrics, and the feed of their changes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/feed/change.h"
#include "common/feed/commit_signal.h"
#include "common/feed/log.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// One writing transaction. It sees what was committed before it and its own writes.
class Writer {
 public:
  virtual ~Writer() = default;

  // The feed's side; its LockHead comes first.
  virtual feed::Log& log() = 0;

  virtual absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) = 0;

  // The highest version of a metric; 0: there is none. Cannot change until the transaction ends,
  // since the head is locked.
  virtual absl::StatusOr<int> LatestVersion(const std::string& id) = 0;

  // The metric with its position and record time. INTERNAL when its version exists: rules have
  // refused that before.
  virtual absl::Status Insert(const Metric& metric) = 0;
};

// A change of the feed with the metric that it recorded.
struct MetricChange {
  feed::Change change;
  Metric metric;
};

// Thread-safe. Every method may also fail as common/mysql/errors.h says.
class Store {
 public:
  virtual ~Store() = default;

  virtual absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) = 0;

  // Metrics after a key (nullopt: from the first), at most `limit` of them, in order of id and
  // version.
  virtual absl::StatusOr<std::vector<Metric>> List(const std::optional<MetricKey>& after,
                                                   int limit) = 0;

  virtual absl::StatusOr<feed::Head> ReadHead() = 0;

  // The changes after position `after`, at most `limit` (1 to 1,000), in order without a gap.
  virtual absl::StatusOr<std::vector<MetricChange>> ReadChanges(int64_t after, int limit) = 0;

  // Runs `body` in a transaction: committed when it returns OK, rolled back otherwise. It may run
  // again after a conflict, so it keeps nothing of a run that failed.
  virtual absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) = 0;

  // Tells those who watch the feed what this process commits.
  virtual feed::CommitSignal& commits() = 0;
};

}  // namespace cobuild::assessment
