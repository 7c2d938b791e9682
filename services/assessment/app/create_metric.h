#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

struct CreateMetricCommand {
  Metric metric;  // position and record time are given by the service
  std::string principal;
  std::string method;
  std::string request_id;
  bool validate_only = false;
  base::Timestamp now;
};

// The metric as it is recorded; with validate_only, as it would be, at position 0.
// INVALID_ARGUMENT REQUEST_ID_REUSED, FAILED_PRECONDITION VERSION_NOT_NEXT.
absl::StatusOr<Metric> CreateMetric(Store& store, const CreateMetricCommand& command);

}  // namespace cobuild::assessment
