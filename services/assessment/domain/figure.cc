#include "services/assessment/domain/figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/error/error.h"

namespace cobuild::assessment {
namespace {

// A query of one of the two figures that `query` is made of.
FigureQuery Operand(const FigureQuery& query, Aggregation aggregation, int year) {
  FigureQuery operand = query;
  operand.aggregation = aggregation;
  if (query.aggregation == Aggregation::kCompoundAnnualGrowth) {
    operand.year = year;
    operand.from_year = 0;
  }
  return operand;
}

void CheckYears(error::Violations& violations, const FigureQuery& query, Period period) {
  if (period == Period::kDay) {
    if (query.year != 0) {
      violations.Add("query.year", "OUT_OF_RANGE", "must be 0 where the metric has no year");
    }
    if (query.from_year != 0) {
      violations.Add("query.from_year", "OUT_OF_RANGE", "must be 0 where the metric has no year");
    }
    return;
  }
  if (query.year == 0) {
    violations.Add("query.year", "REQUIRED", "must be given where the metric has years");
  }
  const bool spans =
      period == Period::kYears || query.aggregation == Aggregation::kCompoundAnnualGrowth;
  if (query.from_year != 0 && !spans) {
    violations.Add("query.from_year", "OUT_OF_RANGE", "must be 0 where one year counts");
  }
}

}  // namespace

std::string DescribeScope(const FigureQuery& query) {
  if (!query.cohort_date) return fmt::format("perimeters/{}", query.perimeter);
  const std::string_view category =
      query.category == Category::kNone ? "any category" : NameOf(query.category);
  return fmt::format("perimeters/{}, {} on {}", query.perimeter, category,
                     base::FormatDate(*query.cohort_date));
}

std::string DescribePeriod(const FigureQuery& query, Period period) {
  if (period == Period::kDay) return base::FormatDate(query.as_of);
  if (query.from_year == 0) return std::to_string(query.year);
  return fmt::format("{}-{}", query.from_year, query.year);
}

absl::Status CheckFits(const FigureQuery& query, const Metric& metric) {
  error::Violations violations;
  const FactTraits& traits = TraitsOf(metric.fact);
  const auto& allowed = traits.aggregations;
  if (std::find(allowed.begin(), allowed.end(), query.aggregation) == allowed.end()) {
    violations.Add("query.aggregation", "OUT_OF_RANGE",
                   fmt::format("must be one that {} can give", traits.name));
  }
  CheckYears(violations, query, traits.period);
  return std::move(violations).Finish();
}

std::set<std::string> CodesOf(const Subjects& subjects) {
  std::set<std::string> codes;
  for (const Village& village : subjects.villages) codes.insert(village.code);
  return codes;
}

bool HasOperands(Aggregation aggregation) {
  return aggregation == Aggregation::kCompoundAnnualGrowth ||
         aggregation == Aggregation::kShareChange;
}

FigureQuery FirstOperand(const FigureQuery& query) {
  return query.aggregation == Aggregation::kShareChange
             ? Operand(query, Aggregation::kShareBefore, 0)
             : Operand(query, Aggregation::kSum, query.from_year);
}

FigureQuery LastOperand(const FigureQuery& query) {
  return query.aggregation == Aggregation::kShareChange
             ? Operand(query, Aggregation::kShare, 0)
             : Operand(query, Aggregation::kSum, query.year);
}

}  // namespace cobuild::assessment
