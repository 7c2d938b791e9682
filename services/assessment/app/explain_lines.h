// The journal lines under the rows of a figure, and the evidence beside them.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// Gives `sink` the lines whose sum is that of the figure's rows; none where rows are no amounts or
// stand for no lines. After the figure was computed. Errors as KnownFacts' reads, and the sink's.
absl::Status ReadLinesUnder(KnownFacts& facts, const Metric& metric, const Figure& figure,
                            const LineSink& sink);

// The figure's rows with the evidence of the projects under them.
absl::StatusOr<std::vector<Row>> RowsWithEvidence(KnownFacts& facts, const Metric& metric,
                                                  const Figure& figure);

}  // namespace cobuild::assessment
