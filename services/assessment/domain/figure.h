// Figures: one number made of the rows of a metric, with everything that it rests on.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/assessment/domain/exact.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// How the rows become one figure.
enum class Aggregation { kCount, kSum, kMean, kMinimum, kCompoundAnnualGrowth };

enum class Unit { kVillage, kYuan, kRatio };
// "village", "CNY", "ratio"
std::string_view NameOf(Unit unit);
// Digits behind the point that a number of the unit is written with at least.
int LeastPlaces(Unit unit);

// What a figure is computed over.
struct FigureQuery {
  MetricKey metric;
  Aggregation aggregation = Aggregation::kCount;
  std::string perimeter;  // id
  // With a cohort date: only villages that had this category open on it; kNone: any category.
  Category category = Category::kNone;
  std::optional<base::Date> cohort_date;
  int year = 0;       // 0 where the metric has no year
  int from_year = 0;  // first year of a growth, 0 otherwise
  base::Date as_of;   // day at which the perimeter is taken
  bool operator==(const FigureQuery&) const = default;
};

// "perimeters/jinkou, HOLLOW_ECONOMY on 2010-01-01": which villages count.
std::string DescribeScope(const FigureQuery& query);

// INVALID_ARGUMENT unless the query asks what the metric can give: villages are counted and have no
// year; incomes have one.
absl::Status CheckFits(const FigureQuery& query, const Metric& metric);

// Positions of the services that a figure was computed from; 0: not asked.
struct Positions {
  int64_t registry = 0;
  int64_t finance = 0;
  bool operator==(const Positions&) const = default;
};

struct Income {
  money::Fen amount;
  DataOrigin origin = DataOrigin::kUnknown;
};

// Incomes of one year by village code. A village without one is unknown, not zero.
using Incomes = std::map<std::string, Income>;

// The villages that count, in order of code.
struct Subjects {
  std::vector<Village> villages;
  DataOrigin origin = DataOrigin::kUnknown;  // of the perimeter and the episodes
};

// One village's share of a figure: 1 village where villages are counted, yuan where income is.
struct Row {
  Village village;
  Exact value;
  Unit unit = Unit::kVillage;
};

// What the rows that are missing leave of a value; an income is never below zero.
enum class Bound { kExact, kAtLeast, kAtMost };

struct Figure {
  FigureQuery query;
  std::optional<Exact> value;  // nullopt: cannot be computed, and `formula` says why
  Bound bound = Bound::kExact;
  Unit unit = Unit::kVillage;
  std::string formula;  // how it was computed, for people
  int subject_count = 0;
  std::vector<std::string> missing;  // codes of subjects without a row, in order
  DataOrigin origin = DataOrigin::kUnknown;
  std::string
      definition;  // of the rows: finance's, or the metric itself where villages are counted
  Positions positions;
  std::vector<Row> rows;  // in order of village; none for a growth, whose operands have them
};

// The figure over the subjects' rows; not for a growth. `incomes` are those of the query's year.
Figure Aggregate(const FigureQuery& query, const Metric& metric, const Subjects& subjects,
                 const Incomes& incomes);

// The queries of the two sums that a growth is made of.
FigureQuery FirstOperand(const FigureQuery& growth);
FigureQuery LastOperand(const FigureQuery& growth);

// 年均增长: (last / first) ^ (1 / years between) - 1, from the figures of the two operands.
Figure Grow(const FigureQuery& query, const Figure& first, const Figure& last);

// A figure that cannot be computed, and why.
Figure NotComputable(const FigureQuery& query, std::string_view why);

}  // namespace cobuild::assessment
