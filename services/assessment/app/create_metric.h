#pragma once

#include "absl/status/statusor.h"
#include "services/assessment/app/live_assessment.h"

namespace cobuild::assessment {

// The metric as it is recorded; with validate_only, as it would be, at position 0.
// INVALID_ARGUMENT REQUEST_ID_REUSED, FAILED_PRECONDITION VERSION_NOT_NEXT.
absl::StatusOr<Record<Metric>> CreateMetric(LiveAssessment& live, ChangeRequest change,
                                            const Metric& metric);

}  // namespace cobuild::assessment
