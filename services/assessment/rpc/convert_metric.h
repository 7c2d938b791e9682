// Metrics between wire and domain.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/metric.pb.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

v1::Metric ToProto(const Record<Metric>& record);

// INVALID_ARGUMENT with every wrong field.
absl::StatusOr<Metric> FromProto(const v1::CreateMetricRequest& request);

absl::StatusOr<MetricKey> FromProto(const v1::GetMetricRequest& request);

struct ListMetricsFields {
  int size = 0;
  std::optional<MetricKey> after;
};
absl::StatusOr<ListMetricsFields> FromProto(const v1::ListMetricsRequest& request);

}  // namespace cobuild::assessment
