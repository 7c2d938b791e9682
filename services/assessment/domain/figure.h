// Figures: one number made of the rows of a metric, with everything that it rests on.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/assessment/domain/exact.h"
#include "services/assessment/domain/fact.h"
#include "services/assessment/domain/item.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// What a figure is computed over.
struct FigureQuery {
  MetricKey metric;
  Aggregation aggregation = Aggregation::kCount;
  std::string perimeter;  // id
  // With a cohort date: only villages that had this category open on it; kNone: any category.
  Category category = Category::kNone;
  std::optional<base::Date> cohort_date;
  int year = 0;       // last year of a period; 0 where the metric has no year
  int from_year = 0;  // first year of a growth or period; 0: the year alone
  base::Date as_of;   // day at which the perimeter is taken
  bool operator==(const FigureQuery&) const = default;
};

// "perimeters/jinkou, HOLLOW_ECONOMY on 2010-01-01": which villages count.
std::string DescribeScope(const FigureQuery& query);

// "2011", "2010-2011", and the day where the fact is dated by one: which records count.
std::string DescribePeriod(const FigureQuery& query, Period period);

// INVALID_ARGUMENT unless the query asks what the metric can give: how its rows may become one
// figure, and by which years it is dated.
absl::Status CheckFits(const FigureQuery& query, const Metric& metric);

// Positions of the services that a figure was computed from; 0: not asked.
struct Positions {
  int64_t registry = 0;
  int64_t finance = 0;
  int64_t projects = 0;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("registry", self.registry);
    visit("finance", self.finance);
    visit("projects", self.projects);
  }
  bool operator==(const Positions&) const = default;
};

// The villages that count, in order of code.
struct Subjects {
  std::vector<Village> villages;
  DataOrigin origin = DataOrigin::kUnknown;  // of the perimeter and the episodes
};

std::set<std::string> CodesOf(const Subjects& subjects);

// A file or a dossier behind a row, by its digest.
struct Evidence {
  std::string record;  // that names it, as "projects/p1/decisions/0005"
  std::string sha256;  // 64 hexadecimal digits
  bool operator==(const Evidence&) const = default;
};

// One share of a figure: a village, a project, a fund's year, ...
struct Row {
  Village village;  // no code where the row belongs to none
  Exact value;      // 1 a counted thing, yuan, a number of records, or parts by wholes
  Unit unit = Unit::kVillage;
  std::string subject = {};  // "villages/420115001201", "projects/p1": what the row stands for
  std::string display_name = {};
  std::vector<std::string> facts = {};  // names of the records that it rests on
  int64_t weight = 0;                   // persons behind the value, where a mean is weighted
  Verification verification = {};       // of those records that have a state
  std::vector<Evidence> evidence = {};  // of explained figures
};

// What the rows that are missing leave of a value; an income is never below zero.
enum class Bound { kExact, kAtLeast, kAtMost, kNone };

struct Figure {
  FigureQuery query;
  std::optional<Exact> value;  // nullopt: cannot be computed, and `formula` says why
  Bound bound = Bound::kExact;
  Unit unit = Unit::kVillage;
  std::string formula;  // how it was computed, for people
  int subject_count = 0;
  std::vector<std::string> missing;  // names of subjects of which nothing is known, in order
  DataOrigin origin = DataOrigin::kUnknown;
  std::string
      definition;  // of the rows: finance's, or the metric itself where villages are counted
  Positions positions;
  std::vector<Row> rows;     // in order; none for a growth or change, whose operands have them
  std::vector<Row> lacking;  // subjects that are known not to have the fact, in order
  std::optional<Exact> weighted_mean;  // of a minimum whose rows all have weights
  Verification verification = {};      // of the records under the rows, as far as they have a state
};

// The figure over the rows that the subjects and what is recorded of them make; not for a growth or
// change. `items` may hold more than counts.
Figure Aggregate(const FigureQuery& query, const Metric& metric, const Subjects& subjects,
                 const std::vector<Item>& items);

// Whether a figure is made of two others: a growth of the sums of two years, a change of the shares
// before and after.
bool HasOperands(Aggregation aggregation);
FigureQuery FirstOperand(const FigureQuery& query);
FigureQuery LastOperand(const FigureQuery& query);

// The figure of the two operands' figures. 年均增长: (last / first) ^ (1 / years between) - 1. A
// change: last - first, each unrounded, in percentage points.
Figure Combine(const FigureQuery& query, const Figure& first, const Figure& last);

// A figure that cannot be computed, and why.
Figure NotComputable(const FigureQuery& query, const Metric& metric, std::string_view why);

}  // namespace cobuild::assessment
