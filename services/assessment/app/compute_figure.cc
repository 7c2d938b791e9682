#include "services/assessment/app/compute_figure.h"

#include <fmt/format.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/assessment/app/fact_items.h"
#include "services/assessment/domain/decide_metric.h"

namespace cobuild::assessment {
namespace {

absl::StatusOr<Figure> ComputeAggregate(KnownFacts& facts, const Metric& metric,
                                        const FigureQuery& query) {
  const absl::StatusOr<Subjects> subjects = facts.SubjectsOf(query);
  if (absl::IsFailedPrecondition(subjects.status())) {
    return NotComputable(query, metric, std::string(subjects.status().message()));
  }
  COBUILD_RETURN_IF_ERROR(subjects.status());

  const absl::StatusOr<std::vector<Item>> items = ItemsOf(facts, metric, query, *subjects);
  if (absl::IsNotFound(items.status())) {
    const bool income = metric.fact == Fact::kVillageIncome;
    return NotComputable(query, metric,
                         income
                             ? fmt::format("finance has no definition {}", metric.income_definition)
                             : fmt::format("finance has no fund {}", metric.qualifier));
  }
  COBUILD_RETURN_IF_ERROR(items.status());
  return Aggregate(query, metric, *subjects, *items);
}

}  // namespace

absl::StatusOr<Metric> FindFittingMetric(const LiveAssessment& live, const FigureQuery& query,
                                         int64_t position) {
  COBUILD_ASSIGN_OR_RETURN(Record<Metric> metric, live.Read([&](const Assessment& assessment) {
    return FindMetric(assessment, query.metric, position);
  }));
  COBUILD_RETURN_IF_ERROR(CheckFits(query, metric.facts));
  return std::move(metric.facts);
}

absl::StatusOr<Metric> FindFittingMetric(const LiveAssessment& live, const FigureQuery& query) {
  return FindFittingMetric(live, query, PositionOf(live));
}

absl::Status FixFor(KnownFacts& facts, const Metric& metric, const FigureQuery& query) {
  COBUILD_RETURN_IF_ERROR(facts.FixRegistry({query.perimeter}));
  COBUILD_RETURN_IF_ERROR(facts.CheckPerimeter(query));
  return facts.FixPeers(PeersOf(metric.fact));
}

absl::StatusOr<ComputedFigure> ComputeFigure(KnownFacts& facts, const Metric& metric,
                                             const FigureQuery& query) {
  ComputedFigure computed;
  if (HasOperands(query.aggregation)) {
    COBUILD_ASSIGN_OR_RETURN(Figure last, ComputeAggregate(facts, metric, LastOperand(query)));
    COBUILD_ASSIGN_OR_RETURN(Figure first, ComputeAggregate(facts, metric, FirstOperand(query)));
    computed.figure = Combine(query, first, last);
    computed.operands = {std::move(last), std::move(first)};
  } else {
    COBUILD_ASSIGN_OR_RETURN(computed.figure, ComputeAggregate(facts, metric, query));
  }
  computed.figure.positions = facts.positions();
  for (Figure& operand : computed.operands) operand.positions = facts.positions();
  return computed;
}

}  // namespace cobuild::assessment
