// How rows become one number.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/rows.h"

namespace cobuild::assessment {
namespace {

// Rows that a formula lists by itself.
constexpr size_t kFewRows = 8;

Unit UnitOf(Aggregation aggregation, const FactTraits& traits) {
  switch (aggregation) {
    case Aggregation::kCount:
    case Aggregation::kCountEvery:
      return traits.counted;
    case Aggregation::kSum:
    case Aggregation::kMean:
    case Aggregation::kMinimum:
      return traits.measured;
    case Aggregation::kCompoundAnnualGrowth:
    case Aggregation::kShare:
    case Aggregation::kShareBefore:
      return Unit::kRatio;
    case Aggregation::kShareChange:
      return Unit::kPoint;
  }
  return traits.measured;
}

std::optional<money::Fen> Sum(const std::vector<Row>& rows) {
  std::optional<money::Fen> sum = money::Fen{0};
  for (const Row& row : rows) {
    sum = money::Add(*sum, money::Fen{row.value.numerator});
    if (!sum) return std::nullopt;
  }
  return sum;
}

bool IsSmaller(const Row& a, const Row& b) { return a.value.numerator < b.value.numerator; }

std::string DescribeMissing(const Figure& figure, std::string_view noun) {
  if (figure.missing.empty()) return "";
  return fmt::format("; {} of {} {} have no row", figure.missing.size(), figure.subject_count,
                     noun);
}

std::string DescribeLacking(const Figure& figure, std::string_view noun) {
  if (figure.lacking.empty()) return "";
  return fmt::format("; {} of {} {} have none", figure.lacking.size(), figure.subject_count, noun);
}

// "villages", "villages that have first_secretaries@1 on 2011-12-31", "projects of projects@1 in
// 2010-2011".
std::string DescribeRows(const Figure& figure, const FactTraits& traits) {
  if (traits.measured == Unit::kYuan && traits.arrangement == Arrangement::kPerVillage) {
    return fmt::format("{}", traits.noun);
  }
  const std::string when = fmt::format("{} {}", traits.period == Period::kDay ? "on" : "in",
                                       DescribePeriod(figure.query, traits.period));
  switch (traits.arrangement) {
    case Arrangement::kVillages:
      return std::string(traits.noun);
    case Arrangement::kPerVillage:
      return fmt::format("{} that have {} {}", traits.noun, figure.definition, when);
    case Arrangement::kItems:
      return fmt::format("{} of {} {}", traits.noun, figure.definition, when);
  }
  return "";
}

void SetNotComputable(Figure& figure, std::string_view why) {
  figure.value.reset();
  figure.formula = fmt::format("cannot be computed: {}", why);
}

std::string_view WhyNoRows(const Figure& figure, const FactTraits& traits) {
  if (traits.arrangement == Arrangement::kItems) {
    return figure.missing.empty() ? "nothing counts" : "nothing that counts has a row";
  }
  return figure.missing.empty() ? "no village counts" : "no village has a row";
}

void FillCount(Figure& figure, const FactTraits& traits) {
  const bool every = figure.query.aggregation == Aggregation::kCountEvery;
  const size_t count = figure.rows.size() + (every ? figure.lacking.size() : 0);
  figure.value = Exact{.numerator = static_cast<int64_t>(count)};
  // Each row is one of what is counted, however many records are under it: the rows add up.
  if (!every && traits.measured != Unit::kYuan) {
    for (Row& row : figure.rows) row.value = {.numerator = 1};
  }
  // Facts of villages that nobody recorded may still be there.
  if (!figure.missing.empty()) figure.bound = Bound::kAtLeast;
  figure.formula = fmt::format("number of {} ({}){}{}", DescribeRows(figure, traits),
                               DescribeScope(figure.query), DescribeLacking(figure, traits.noun),
                               DescribeMissing(figure, traits.noun));
}

// What the rows are, for formulas over amounts.
std::string DescribeAmounts(const Figure& figure, const FactTraits& traits) {
  return fmt::format("{} {} {} of {} {} ({})", figure.definition,
                     traits.period == Period::kDay ? "on" : "in",
                     DescribePeriod(figure.query, traits.period), figure.subject_count, traits.noun,
                     DescribeScope(figure.query));
}

// " = appropriated in 2010 20000000.00, paid in 2010 20000000.00" where the rows are few.
std::string ListFewRows(const Figure& figure, const FactTraits& traits) {
  if (traits.arrangement != Arrangement::kItems || figure.rows.size() > kFewRows) return "";
  std::string list;
  for (const Row& row : figure.rows) {
    list += fmt::format("{}{} {}", list.empty() ? ": " : ", ", row.display_name,
                        ToDecimal(row.value, LeastPlaces(row.unit)));
  }
  return list;
}

void FillMinimum(Figure& figure, const FactTraits& traits) {
  const auto& smallest = figure.lacking.empty() ? figure.rows : figure.lacking;
  figure.value = std::min_element(smallest.begin(), smallest.end(), IsSmaller)->value;
  if (!figure.missing.empty()) figure.bound = Bound::kAtMost;
  const bool weighted = std::all_of(figure.rows.begin(), figure.rows.end(),
                                    [](const Row& row) { return row.weight > 0; });
  if (weighted && !figure.rows.empty() && figure.missing.empty() && figure.lacking.empty()) {
    std::vector<Weighted> values;
    for (const Row& row : figure.rows) values.push_back({row.value, row.weight});
    figure.weighted_mean = WeightedMean(values);
  }
  figure.formula =
      fmt::format("smallest {}{}{}{}", DescribeAmounts(figure, traits), ListFewRows(figure, traits),
                  DescribeLacking(figure, traits.noun), DescribeMissing(figure, traits.noun));
}

// Fills value, bound and formula of a sum or mean over at least one row.
void FillSum(Figure& figure, const FactTraits& traits) {
  const std::optional<money::Fen> sum = Sum(figure.rows);
  if (!sum) {
    SetNotComputable(figure, "the sum exceeds 64 bits of fen");
    return;
  }
  if (!figure.missing.empty()) figure.bound = Bound::kAtLeast;
  const std::string rows = DescribeAmounts(figure, traits);
  const std::string missing = DescribeMissing(figure, traits.noun);
  if (figure.query.aggregation == Aggregation::kSum) {
    figure.value = Exact{sum->value, kFenPerYuan};
    figure.formula = fmt::format("sum of {}{}", rows, missing);
  } else {
    figure.value = Exact{sum->value, kFenPerYuan * figure.subject_count};
    figure.formula = fmt::format("{} / {}: sum of {} by the number of villages{}",
                                 money::Format(*sum), figure.subject_count, rows, missing);
  }
}

// Parts by wholes. What is missing may move it either way.
void FillShare(Figure& figure, const FactTraits& traits) {
  Exact share{.numerator = 0, .denominator = 0};
  for (const Row& row : figure.rows) {
    share.numerator += row.value.numerator;
    share.denominator += row.value.denominator;
  }
  figure.value = share;
  if (!figure.missing.empty()) figure.bound = Bound::kNone;
  figure.formula =
      fmt::format("{} / {}: {} {}{}", share.numerator, share.denominator,
                  figure.query.aggregation == Aggregation::kShareBefore ? "before," : "after,",
                  DescribeAmounts(figure, traits), DescribeMissing(figure, traits.noun));
}

void FillGrowth(Figure& growth, const Figure& first, const Figure& last) {
  if (!first.missing.empty() && !last.missing.empty()) {
    return SetNotComputable(growth, "rows are missing in both years");
  }
  if (first.value->numerator <= 0 || last.value->numerator < 0) {
    return SetNotComputable(growth, "growth needs a first sum above zero and a last one not below");
  }
  const int years = growth.query.year - growth.query.from_year;
  growth.value = Exact{last.value->numerator, first.value->numerator, years, -1};
  if (!last.missing.empty()) growth.bound = Bound::kAtLeast;
  if (!first.missing.empty()) growth.bound = Bound::kAtMost;
  growth.formula =
      fmt::format("({} / {}) ^ (1/{}) - 1: sums of {} in {} and {} of {} villages ({}){}",
                  ToDecimal(*last.value, 2), ToDecimal(*first.value, 2), years, growth.definition,
                  growth.query.year, growth.query.from_year, growth.subject_count,
                  DescribeScope(growth.query), DescribeMissing(growth, "villages"));
}

void FillChange(Figure& change, const Figure& first, const Figure& last) {
  change.value = PercentagePoints(*last.value, *first.value);
  if (!change.value) return SetNotComputable(change, "the shares exceed 64 bits");
  if (!change.missing.empty()) change.bound = Bound::kNone;
  change.formula = fmt::format("{} / {} - {} / {}: {} on {} of {} villages ({}){}",
                               last.value->numerator, last.value->denominator,
                               first.value->numerator, first.value->denominator, change.definition,
                               DescribePeriod(change.query, Period::kYears), change.subject_count,
                               DescribeScope(change.query), DescribeMissing(change, "villages"));
}

// The items as they were before the event that they are about.
std::vector<Item> Before(std::vector<Item> items) {
  for (Item& item : items) {
    item.value = item.before;
    if (item.value.denominator > 0) continue;
    item.value = {};
    item.held = Held::kUnknown;
  }
  return items;
}

}  // namespace

Figure Aggregate(const FigureQuery& query, const Metric& metric, const Subjects& subjects,
                 const std::vector<Item>& items) {
  const FactTraits& traits = TraitsOf(metric.fact);
  Figure figure;
  figure.query = query;
  figure.unit = UnitOf(query.aggregation, traits);
  figure.definition =
      metric.income_definition.empty() ? FormatMetricKey(metric.key) : metric.income_definition;
  FillRows(figure, traits, subjects,
           query.aggregation == Aggregation::kShareBefore ? Before(items) : items);
  if (query.aggregation == Aggregation::kCount || query.aggregation == Aggregation::kCountEvery) {
    FillCount(figure, traits);
  } else if (figure.rows.empty() && figure.lacking.empty()) {
    SetNotComputable(figure, WhyNoRows(figure, traits));
  } else if (query.aggregation == Aggregation::kMinimum) {
    FillMinimum(figure, traits);
  } else if (query.aggregation == Aggregation::kSum || query.aggregation == Aggregation::kMean) {
    FillSum(figure, traits);
  } else {
    FillShare(figure, traits);
  }
  return figure;
}

Figure Combine(const FigureQuery& query, const Figure& first, const Figure& last) {
  Figure combined;
  combined.query = query;
  combined.unit = query.aggregation == Aggregation::kShareChange ? Unit::kPoint : Unit::kRatio;
  combined.subject_count = last.subject_count;
  combined.origin = std::max(first.origin, last.origin);
  combined.verification = first.verification;
  combined.verification += last.verification;
  combined.definition = last.definition;
  std::set_union(first.missing.begin(), first.missing.end(), last.missing.begin(),
                 last.missing.end(), std::back_inserter(combined.missing));
  if (!first.value || !last.value) {
    SetNotComputable(combined, query.aggregation == Aggregation::kShareChange
                                   ? "one of the two shares is not known"
                                   : "one of the two years has no sum");
  } else if (query.aggregation == Aggregation::kShareChange) {
    FillChange(combined, first, last);
  } else {
    FillGrowth(combined, first, last);
  }
  return combined;
}

Figure NotComputable(const FigureQuery& query, const Metric& metric, std::string_view why) {
  Figure figure;
  figure.query = query;
  figure.unit = UnitOf(query.aggregation, TraitsOf(metric.fact));
  SetNotComputable(figure, why);
  return figure;
}

}  // namespace cobuild::assessment
