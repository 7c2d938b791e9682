#include "services/assessment/app/explain_figure.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "services/assessment/app/compute_figure.h"
#include "services/assessment/app/explain_lines.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {
namespace {

absl::StatusOr<FigureQuery> QueryOf(const std::vector<Claim>& claims,
                                    const ExplainFigureCommand& command) {
  if (const auto* query = std::get_if<FigureQuery>(&command.figure)) return *query;
  const auto& id = std::get<std::string>(command.figure);
  const auto claim = std::find_if(claims.begin(), claims.end(),
                                  [&](const Claim& candidate) { return candidate.id == id; });
  if (claim == claims.end()) return ClaimNotFound(id);
  if (!claim->definition) return ClaimUndefined(id, claim->lacks);
  return claim->definition->query;
}

absl::Status ExplainRows(KnownFacts& facts, const Metric& metric, const Figure& figure,
                         Explanation& explanation) {
  if (figure.rows.empty()) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Row> rows, RowsWithEvidence(facts, metric, figure));
  COBUILD_RETURN_IF_ERROR(explanation.Take(rows));
  return ReadLinesUnder(facts, metric, figure, [&](const std::vector<JournalLine>& lines) {
    return lines.empty() ? absl::OkStatus() : explanation.Take(lines);
  });
}

}  // namespace

absl::Status ExplainFigure(const LiveAssessment& live, Sources& sources,
                           const std::vector<Claim>& claims, const ExplainFigureCommand& command,
                           Explanation& explanation) {
  COBUILD_ASSIGN_OR_RETURN(const FigureQuery query, QueryOf(claims, command));
  COBUILD_ASSIGN_OR_RETURN(const Metric metric, FindFittingMetric(live, query));
  KnownFacts facts(sources, command.reach, command.known_at);
  COBUILD_RETURN_IF_ERROR(FixFor(facts, metric, query));
  COBUILD_ASSIGN_OR_RETURN(const ComputedFigure computed, ComputeFigure(facts, metric, query));

  COBUILD_RETURN_IF_ERROR(explanation.Take(computed.figure));
  COBUILD_RETURN_IF_ERROR(ExplainRows(facts, metric, computed.figure, explanation));
  for (const Figure& operand : computed.operands) {
    COBUILD_RETURN_IF_ERROR(explanation.Take(operand));
    COBUILD_RETURN_IF_ERROR(ExplainRows(facts, metric, operand, explanation));
  }
  return absl::OkStatus();
}

}  // namespace cobuild::assessment
