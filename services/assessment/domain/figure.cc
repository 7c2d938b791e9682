#include "services/assessment/domain/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/error/error.h"

namespace cobuild::assessment {
namespace {

constexpr int64_t kFenPerYuan = 100;

Unit UnitOf(Aggregation aggregation) {
  switch (aggregation) {
    case Aggregation::kCount:
      return Unit::kVillage;
    case Aggregation::kCompoundAnnualGrowth:
      return Unit::kRatio;
    default:
      return Unit::kYuan;
  }
}

// One row for each subject that has one; the others are missing.
void FillRows(Figure& figure, const Metric& metric, const Subjects& subjects,
              const Incomes& incomes) {
  for (const Village& village : subjects.villages) {
    if (metric.fact == Fact::kVillage) {
      figure.rows.push_back({village, Exact{.numerator = 1}, Unit::kVillage});
      continue;
    }
    const auto income = incomes.find(village.code);
    if (income == incomes.end()) {
      figure.missing.push_back(village.code);
      continue;
    }
    figure.rows.push_back({village, Exact{income->second.amount.value, kFenPerYuan}, Unit::kYuan});
    figure.origin = std::max(figure.origin, income->second.origin);
  }
}

std::optional<money::Fen> Sum(const std::vector<Row>& rows) {
  std::optional<money::Fen> sum = money::Fen{0};
  for (const Row& row : rows) {
    sum = money::Add(*sum, money::Fen{row.value.numerator});
    if (!sum) return std::nullopt;
  }
  return sum;
}

Exact Smallest(const std::vector<Row>& rows) {
  return std::min_element(
             rows.begin(), rows.end(),
             [](const Row& a, const Row& b) { return a.value.numerator < b.value.numerator; })
      ->value;
}

std::string DescribeMissing(const Figure& figure) {
  if (figure.missing.empty()) return "";
  return fmt::format("; {} of {} villages have no row", figure.missing.size(),
                     figure.subject_count);
}

void SetNotComputable(Figure& figure, std::string_view why) {
  figure.value.reset();
  figure.formula = fmt::format("cannot be computed: {}", why);
}

// Fills value, bound and formula of a sum, mean or minimum over at least one row.
void FillMoney(Figure& figure) {
  const std::string rows =
      fmt::format("{} in {} of {} villages ({})", figure.definition, figure.query.year,
                  figure.subject_count, DescribeScope(figure.query));
  if (figure.query.aggregation == Aggregation::kMinimum) {
    figure.value = Smallest(figure.rows);
    if (!figure.missing.empty()) figure.bound = Bound::kAtMost;
    figure.formula = fmt::format("smallest {}{}", rows, DescribeMissing(figure));
    return;
  }
  const std::optional<money::Fen> sum = Sum(figure.rows);
  if (!sum) {
    SetNotComputable(figure, "the sum exceeds 64 bits of fen");
    return;
  }
  if (!figure.missing.empty()) figure.bound = Bound::kAtLeast;
  if (figure.query.aggregation == Aggregation::kSum) {
    figure.value = Exact{sum->value, kFenPerYuan};
    figure.formula = fmt::format("sum of {}{}", rows, DescribeMissing(figure));
  } else {
    figure.value = Exact{sum->value, kFenPerYuan * figure.subject_count};
    figure.formula =
        fmt::format("{} / {}: sum of {} by the number of villages{}", money::Format(*sum),
                    figure.subject_count, rows, DescribeMissing(figure));
  }
}

FigureQuery Operand(const FigureQuery& growth, int year) {
  FigureQuery operand = growth;
  operand.aggregation = Aggregation::kSum;
  operand.year = year;
  operand.from_year = 0;
  return operand;
}

}  // namespace

std::string_view NameOf(Unit unit) {
  switch (unit) {
    case Unit::kVillage:
      return "village";
    case Unit::kYuan:
      return "CNY";
    case Unit::kRatio:
      return "ratio";
  }
  return "";
}

int LeastPlaces(Unit unit) { return unit == Unit::kYuan ? 2 : 0; }

std::string DescribeScope(const FigureQuery& query) {
  if (!query.cohort_date) return fmt::format("perimeters/{}", query.perimeter);
  const std::string_view category =
      query.category == Category::kNone ? "any category" : NameOf(query.category);
  return fmt::format("perimeters/{}, {} on {}", query.perimeter, category,
                     base::FormatDate(*query.cohort_date));
}

absl::Status CheckFits(const FigureQuery& query, const Metric& metric) {
  error::Violations violations;
  if (metric.fact == Fact::kVillage) {
    if (query.aggregation != Aggregation::kCount) {
      violations.Add("query.aggregation", "OUT_OF_RANGE",
                     "must be COUNT where villages are counted");
    }
    if (query.year != 0) {
      violations.Add("query.year", "OUT_OF_RANGE", "must be 0 where the metric has no year");
    }
  } else if (query.year == 0) {
    violations.Add("query.year", "REQUIRED", "must be given where the metric has years");
  }
  return std::move(violations).Finish();
}

Figure Aggregate(const FigureQuery& query, const Metric& metric, const Subjects& subjects,
                 const Incomes& incomes) {
  Figure figure;
  figure.query = query;
  figure.unit = UnitOf(query.aggregation);
  figure.subject_count = static_cast<int>(subjects.villages.size());
  figure.origin = subjects.origin;
  figure.definition =
      metric.fact == Fact::kVillage ? FormatMetricKey(metric.key) : metric.income_definition;
  FillRows(figure, metric, subjects, incomes);
  if (query.aggregation == Aggregation::kCount) {
    figure.value = Exact{.numerator = static_cast<int64_t>(figure.rows.size())};
    figure.formula =
        fmt::format("number of villages ({}){}", DescribeScope(query), DescribeMissing(figure));
  } else if (figure.rows.empty()) {
    SetNotComputable(figure, figure.missing.empty() ? "no village counts" : "no village has a row");
  } else {
    FillMoney(figure);
  }
  return figure;
}

FigureQuery FirstOperand(const FigureQuery& growth) { return Operand(growth, growth.from_year); }
FigureQuery LastOperand(const FigureQuery& growth) { return Operand(growth, growth.year); }

Figure Grow(const FigureQuery& query, const Figure& first, const Figure& last) {
  Figure growth;
  growth.query = query;
  growth.unit = Unit::kRatio;
  growth.subject_count = last.subject_count;
  growth.origin = std::max(first.origin, last.origin);
  growth.definition = last.definition;
  std::set_union(first.missing.begin(), first.missing.end(), last.missing.begin(),
                 last.missing.end(), std::back_inserter(growth.missing));
  if (!first.value || !last.value) {
    SetNotComputable(growth, "one of the two years has no sum");
  } else if (!first.missing.empty() && !last.missing.empty()) {
    SetNotComputable(growth, "rows are missing in both years");
  } else if (first.value->numerator <= 0 || last.value->numerator < 0) {
    SetNotComputable(growth, "growth needs a first sum above zero and a last one not below");
  } else {
    const int years = query.year - query.from_year;
    growth.value = Exact{last.value->numerator, first.value->numerator, years, -1};
    if (!last.missing.empty()) growth.bound = Bound::kAtLeast;
    if (!first.missing.empty()) growth.bound = Bound::kAtMost;
    growth.formula = fmt::format(
        "({} / {}) ^ (1/{}) - 1: sums of {} in {} and {} of {} villages ({}){}",
        ToDecimal(*last.value, 2), ToDecimal(*first.value, 2), years, growth.definition, query.year,
        query.from_year, growth.subject_count, DescribeScope(query), DescribeMissing(growth));
  }
  return growth;
}

Figure NotComputable(const FigureQuery& query, std::string_view why) {
  Figure figure;
  figure.query = query;
  figure.unit = UnitOf(query.aggregation);
  SetNotComputable(figure, why);
  return figure;
}

}  // namespace cobuild::assessment
