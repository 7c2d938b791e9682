#include "services/reconciliation/sources/assessment_facts.h"

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {

ReportClaims ClaimsOf(const assessment::v1::ProgrammeReport& report) {
  ReportClaims claims;
  for (const assessment::v1::ClaimResult& claim : report.claims()) {
    claims[claim.id()] = {.value = claim.computed_value(),
                          .verdict = assessment::v1::Verdict_Name(claim.verdict()),
                          .definition = claim.definition(),
                          .perimeter = claim.perimeter()};
  }
  return claims;
}

absl::StatusOr<FactChange> ReduceAssessment(const feed::v1::Change& change) {
  Reading reading(change.resource());
  FactChange reduced = PlainChange(change);
  if (const auto metric = reading.As<assessment::v1::Metric>()) {
    reduced.fact = Metric{.income_definition = metric->income_definition()};
  } else if (const auto report = reading.As<assessment::v1::Report>()) {
    reduced.fact = Report{.is_published = report->state() == assessment::v1::PUBLISHED};
  } else if (const auto content = reading.As<assessment::v1::ProgrammeReport>()) {
    reduced.fact =
        FrozenReport{.claims = ClaimsOf(*content),
                     .positions = {content->positions().registry(), content->positions().finance(),
                                   content->positions().projects(), content->metrics_position()}};
  }
  return reading.Finish(std::move(reduced));
}

}  // namespace cobuild::reconciliation
