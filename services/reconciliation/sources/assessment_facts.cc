#include "services/reconciliation/sources/assessment_facts.h"

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {

namespace v1 = assessment::v1;

ReportClaims ClaimsOf(const v1::ProgrammeReport& report) {
  ReportClaims claims;
  for (const v1::ClaimResult& claim : report.claims()) {
    claims[claim.id()] = {.value = claim.computed_value(),
                          .verdict = v1::Verdict_Name(claim.verdict()),
                          .definition = claim.definition(),
                          .perimeter = claim.perimeter()};
  }
  return claims;
}

absl::StatusOr<FactChange> ReduceAssessment(const feed::v1::Change& change) {
  Reading reading(change.resource());
  FactChange reduced = PlainChange(change);
  if (const auto metric = reading.As<v1::Metric>()) {
    reduced.fact = Metric{.income_definition = metric->income_definition()};
  } else if (const auto report = reading.As<v1::Report>()) {
    reduced.fact = Report{.is_published = report->state() == v1::PUBLISHED};
  } else if (const auto content = reading.As<v1::ProgrammeReport>()) {
    reduced.fact =
        FrozenReport{.claims = ClaimsOf(*content),
                     .positions = {content->positions().registry(), content->positions().finance(),
                                   content->positions().projects(), content->metrics_position()}};
  }
  return reading.Finish(std::move(reduced));
}

}  // namespace cobuild::reconciliation
