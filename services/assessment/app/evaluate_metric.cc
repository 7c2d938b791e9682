#include "services/assessment/app/evaluate_metric.h"

#include "common/base/status_macros.h"
#include "services/assessment/app/compute_figure.h"
#include "services/assessment/app/known_facts.h"

namespace cobuild::assessment {

absl::StatusOr<Figure> EvaluateMetric(const LiveAssessment& live, Sources& sources,
                                      const EvaluateMetricCommand& command) {
  COBUILD_ASSIGN_OR_RETURN(const Metric metric, FindFittingMetric(live, command.query));
  KnownFacts facts(sources, command.reach, command.known_at);
  COBUILD_RETURN_IF_ERROR(FixFor(facts, metric, command.query));
  COBUILD_ASSIGN_OR_RETURN(ComputedFigure computed, ComputeFigure(facts, metric, command.query));
  return std::move(computed.figure);
}

}  // namespace cobuild::assessment
