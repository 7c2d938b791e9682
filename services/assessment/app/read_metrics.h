// GetMetric and ListMetrics.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/app/live_assessment.h"

namespace cobuild::assessment {

// NOT_FOUND METRIC_NOT_FOUND.
absl::StatusOr<Record<Metric>> GetMetric(const LiveAssessment& live, const MetricKey& key);

struct MetricPage {
  std::vector<Record<Metric>> metrics;  // in order of id and version
  bool more = false;                    // another page follows
};

// At most `size` (1 to 1,000) metrics after a key; nullopt: from the first.
MetricPage ListMetrics(const LiveAssessment& live, const std::optional<MetricKey>& after, int size);

}  // namespace cobuild::assessment
