// Which metrics there are, and which may be created.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

// As known at a position of this service. NOT_FOUND METRIC_NOT_FOUND.
absl::StatusOr<Record<Metric>> FindMetric(const Assessment& assessment, const MetricKey& key,
                                          int64_t position);

// Position of the last metric that is known at a position of this service; 0: there is none.
int64_t LastMetricPosition(const Assessment& assessment, int64_t position);

// FAILED_PRECONDITION VERSION_NOT_NEXT.
absl::StatusOr<Record<Metric>> DecideCreateMetric(const Assessment& assessment,
                                                  const Metric& wanted);

}  // namespace cobuild::assessment
