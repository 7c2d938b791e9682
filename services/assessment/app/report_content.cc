#include "services/assessment/app/report_content.h"

#include "services/assessment/domain/exact.h"
#include "services/assessment/domain/fact.h"

namespace cobuild::assessment {
namespace {

StatedViolator ViolatorOf(const Row& row) {
  return {row.village.code, row.display_name, ToDecimal(row.value, LeastPlaces(row.unit)),
          row.subject};
}

void FillFromFigure(const Figure& figure, StatedClaim& stated) {
  if (figure.value) stated.computed_value = ToDecimal(*figure.value, LeastPlaces(figure.unit));
  stated.missing = figure.missing;
  stated.definition = figure.definition;
  stated.origin = figure.origin;
}

StatedClaim StatedOf(const ClaimResult& result) {
  const Claim& claim = result.claim;
  StatedClaim stated;
  stated.id = claim.id;
  stated.statement = claim.statement;
  stated.claimed_value = claim.claimed_value;
  stated.relation = claim.relation;
  stated.unit = claim.unit;
  stated.period = claim.period;
  stated.as_of = claim.as_of;
  if (claim.definition) stated.perimeter = DescribeScope(claim.definition->query);
  if (result.figure) FillFromFigure(*result.figure, stated);
  stated.rendered_value = result.rendered_value;
  stated.verdict = result.finding.verdict;
  for (const Row& row : result.finding.violators) stated.violators.push_back(ViolatorOf(row));
  stated.formula = result.formula;
  return stated;
}

}  // namespace

ReportContent ContentOf(const ProgrammeReport& report) {
  ReportContent content;
  for (const ClaimResult& result : report.claims) content.claims.push_back(StatedOf(result));
  content.positions = report.positions;
  content.metrics_position = report.metrics_position;
  content.origin = report.origin;
  content.generate_time = report.generate_time;
  content.known_at = report.known_at;
  content.division = report.division;
  return content;
}

}  // namespace cobuild::assessment
