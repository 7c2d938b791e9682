// The items of any fact, composed of what the services record.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/item.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// Whether it is money of the fund that the metric's qualifier names.
bool IsOfFund(Fact fact);

// Which records of the metric's fact count for the query's day or years.
RecordQuery RecordsFor(const Metric& metric, const FigureQuery& query);

// What is recorded of the metric's fact, for the query's day or years; none where villages
// themselves are counted. NOT_FOUND when finance does not have the metric's definition of income or
// fund; PERMISSION_DENIED OUT_OF_SCOPE for a fund, or a division above the
// villages, that is not within reach; UNAVAILABLE SOURCE_UNAVAILABLE.
absl::StatusOr<std::vector<Item>> ItemsOf(KnownFacts& facts, const Metric& metric,
                                          const FigureQuery& query, const Subjects& subjects);

}  // namespace cobuild::assessment
