#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/scope/reach.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

struct EvaluateMetricCommand {
  FigureQuery query;
  std::optional<base::Timestamp> known_at;  // absent: the latest
  scope::Reach reach = {};                  // what the figure may rest on
};

// One figure. NOT_FOUND METRIC_NOT_FOUND, INVALID_ARGUMENT as CheckFits, NOT_FOUND
// PERIMETER_NOT_FOUND, PERMISSION_DENIED OUT_OF_SCOPE, UNAVAILABLE SOURCE_UNAVAILABLE.
absl::StatusOr<Figure> EvaluateMetric(const LiveAssessment& live, Sources& sources,
                                      const EvaluateMetricCommand& command);

}  // namespace cobuild::assessment
