// Computes a figure from known facts: what every use case of this service rests on.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

struct ComputedFigure {
  Figure figure;
  // The figures it is made of, the last year first; for all but a growth or change there are none:
  // the rows are the figure's own.
  std::vector<Figure> operands = {};
};

// The metric of a query as known at a position of this service, before any other is asked.
// NOT_FOUND METRIC_NOT_FOUND, INVALID_ARGUMENT as CheckFits.
absl::StatusOr<Metric> FindFittingMetric(const LiveAssessment& live, const FigureQuery& query,
                                         int64_t position);
// As known now.
absl::StatusOr<Metric> FindFittingMetric(const LiveAssessment& live, const FigureQuery& query);

// Fixes the positions that a figure is computed at, once its perimeter is known to be within reach.
// Errors as KnownFacts'.
absl::Status FixFor(KnownFacts& facts, const Metric& metric, const FigureQuery& query);

// `metric` is the query's. NOT_FOUND PERIMETER_NOT_FOUND, PERMISSION_DENIED OUT_OF_SCOPE where it
// rests on something that is not wholly within reach, UNAVAILABLE SOURCE_UNAVAILABLE. A
// perimeter that is too large, and a definition or fund that finance does not have, give a figure
// without a value, which says so.
absl::StatusOr<ComputedFigure> ComputeFigure(KnownFacts& facts, const Metric& metric,
                                             const FigureQuery& query);

}  // namespace cobuild::assessment
