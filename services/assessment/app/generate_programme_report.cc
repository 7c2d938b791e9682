#include "services/assessment/app/generate_programme_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/app/compute_figure.h"
#include "services/assessment/app/fact_items.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/domain/decide_metric.h"

namespace cobuild::assessment {
namespace {

// The perimeters that the claims name, each once.
std::vector<std::string> PerimetersOf(const std::vector<Claim>& claims) {
  std::vector<std::string> perimeters;
  for (const Claim& claim : claims) {
    if (!claim.definition) continue;
    const std::string& perimeter = claim.definition->query.perimeter;
    if (std::find(perimeters.begin(), perimeters.end(), perimeter) == perimeters.end()) {
      perimeters.push_back(perimeter);
    }
  }
  return perimeters;
}

// OK when the reach holds every perimeter of the claims that is there.
absl::Status CheckPerimeters(KnownFacts& facts, const std::vector<Claim>& claims) {
  for (const Claim& claim : claims) {
    if (!claim.definition) continue;
    const absl::Status within = facts.CheckPerimeter(claim.definition->query);
    if (!absl::IsNotFound(within)) COBUILD_RETURN_IF_ERROR(within);
  }
  return absl::OkStatus();
}

// Adds the districts of the townships of the figure's perimeter.
absl::Status AddDistricts(KnownFacts& facts, const FigureQuery& query,
                          std::set<std::string>& districts) {
  FigureQuery whole = query;
  whole.cohort_date.reset();
  const absl::StatusOr<Subjects> subjects = facts.SubjectsOf(whole);
  if (absl::IsFailedPrecondition(subjects.status())) return absl::OkStatus();
  COBUILD_RETURN_IF_ERROR(subjects.status());
  std::set<std::string> townships;
  for (const Village& village : subjects->villages) townships.insert(village.township);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<District> found,
                           facts.DistrictsOf({townships.begin(), townships.end()}, query.as_of));
  for (const District& district : found) districts.insert(district.code);
  return absl::OkStatus();
}

// Code of the district that holds all that the claims rest on; "" when it is wider. A fund counts
// as wider when it is not the district's own.
absl::StatusOr<std::string> DivisionOf(const LiveAssessment& live, int64_t metrics_position,
                                       KnownFacts& facts, const std::vector<ClaimResult>& results) {
  std::set<std::string> divisions;
  std::set<std::pair<std::string, base::Date>> perimeters;
  for (const ClaimResult& result : results) {
    if (!result.figure) continue;
    const FigureQuery& query = result.figure->query;
    if (perimeters.emplace(query.perimeter, query.as_of).second) {
      COBUILD_RETURN_IF_ERROR(AddDistricts(facts, query, divisions));
    }
    COBUILD_ASSIGN_OR_RETURN(const Metric metric, FindFittingMetric(live, query, metrics_position));
    if (!IsOfFund(metric.fact)) continue;
    const absl::StatusOr<std::string> division = facts.DivisionOfFund(metric.qualifier);
    if (absl::IsNotFound(division.status())) continue;  // and so the figure says nothing of it
    COBUILD_RETURN_IF_ERROR(division.status());
    divisions.insert(*division);
  }
  return divisions.size() == 1 ? *divisions.begin() : std::string();
}

// That of the last metric, so that a report does not depend on what else is recorded here.
int64_t MetricsPosition(const LiveAssessment& live, const GenerateProgrammeReportCommand& command) {
  return live.Read([&](const Assessment& assessment) {
    return LastMetricPosition(assessment,
                              command.positions ? command.metrics_position : assessment.position());
  });
}

ClaimResult Undefined(const Claim& claim, std::string why) {
  return {.claim = claim,
          .figure = std::nullopt,
          .finding = {},
          .rendered_value = "",
          .formula = std::move(why)};
}

ClaimResult Decided(const Claim& claim, const Definition& definition, const Figure& figure) {
  std::string formula = fmt::format("{}; {}", figure.formula, DescribeReading(definition));
  const std::string second = DescribeSecondReading(definition, figure);
  if (!second.empty()) formula += "; " + second;
  if (!definition.note.empty()) formula += "; " + definition.note;
  return {.claim = claim,
          .figure = figure,
          .finding = Judge(definition, figure),
          .rendered_value = Render(definition, figure),
          .formula = std::move(formula)};
}

absl::StatusOr<ClaimResult> Decide(const LiveAssessment& live, int64_t metrics_position,
                                   KnownFacts& facts, const Claim& claim) {
  if (!claim.definition) return Undefined(claim, fmt::format("no definition: {}", claim.lacks));
  const FigureQuery& query = claim.definition->query;
  const absl::StatusOr<Metric> metric = FindFittingMetric(live, query, metrics_position);
  if (absl::IsNotFound(metric.status())) {
    return Undefined(claim, fmt::format("metric {} is not defined", FormatMetricKey(query.metric)));
  }
  if (absl::IsInvalidArgument(metric.status())) {
    return Undefined(claim, fmt::format("metric {} does not give what the claim asks",
                                        FormatMetricKey(query.metric)));
  }
  COBUILD_RETURN_IF_ERROR(metric.status());
  const absl::StatusOr<ComputedFigure> computed = ComputeFigure(facts, *metric, query);
  if (absl::IsNotFound(computed.status())) {
    return Undefined(claim, fmt::format("perimeter {} is not defined", query.perimeter));
  }
  COBUILD_RETURN_IF_ERROR(computed.status());
  return Decided(claim, *claim.definition, computed->figure);
}

}  // namespace

absl::StatusOr<ProgrammeReport> GenerateProgrammeReport(
    const LiveAssessment& live, Sources& sources, const std::vector<Claim>& claims,
    const GenerateProgrammeReportCommand& command) {
  ProgrammeReport report;
  report.generate_time = command.now;
  report.known_at = command.known_at;
  report.metrics_position = MetricsPosition(live, command);
  KnownFacts facts = command.positions ? KnownFacts(sources, command.reach, *command.positions)
                                       : KnownFacts(sources, command.reach, command.known_at);
  COBUILD_RETURN_IF_ERROR(facts.FixRegistry(PerimetersOf(claims)));
  COBUILD_RETURN_IF_ERROR(CheckPerimeters(facts, claims));
  COBUILD_RETURN_IF_ERROR(facts.FixPeers(kAllPeers));
  for (const Claim& claim : claims) {
    COBUILD_ASSIGN_OR_RETURN(ClaimResult result,
                             Decide(live, report.metrics_position, facts, claim));
    if (result.figure) report.origin = std::max(report.origin, result.figure->origin);
    report.claims.push_back(std::move(result));
  }
  report.positions = facts.positions();
  if (command.find_division) {
    COBUILD_ASSIGN_OR_RETURN(report.division,
                             DivisionOf(live, report.metrics_position, facts, report.claims));
  }
  return report;
}

}  // namespace cobuild::assessment
