// Metrics between wire and domain.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/metric.pb.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

v1::Metric ToProto(const Metric& metric);

// Everything of the request but who asks and when.
struct CreateMetricFields {
  Metric metric;
  std::string request_id;
  bool validate_only = false;
};
// INVALID_ARGUMENT with every wrong field.
absl::StatusOr<CreateMetricFields> FromProto(const v1::CreateMetricRequest& request);

absl::StatusOr<MetricKey> FromProto(const v1::GetMetricRequest& request);

struct ListMetricsFields {
  int size = 0;
  std::optional<MetricKey> after;
};
absl::StatusOr<ListMetricsFields> FromProto(const v1::ListMetricsRequest& request);

}  // namespace cobuild::assessment
