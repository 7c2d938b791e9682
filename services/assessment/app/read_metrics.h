// GetMetric and ListMetrics.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

// NOT_FOUND METRIC_NOT_FOUND.
absl::StatusOr<Metric> GetMetric(Store& store, const MetricKey& key);

struct MetricPage {
  std::vector<Metric> metrics;  // in order of id and version
  bool more = false;            // another page follows
};

// At most `size` (1 to 1,000) metrics after a key; nullopt: from the first.
absl::StatusOr<MetricPage> ListMetrics(Store& store, const std::optional<MetricKey>& after,
                                       int size);

}  // namespace cobuild::assessment
