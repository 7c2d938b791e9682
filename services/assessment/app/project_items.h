// The items of facts about projects: which of them count, what they were given, which models they
// follow.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/item.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// The projects that a query of the fact is about.
ProjectQuery ProjectsFor(Fact fact, const FigureQuery& query);

// PROJECT: one item a project, under its lead village.
absl::StatusOr<std::vector<Item>> ProjectItems(KnownFacts& facts, const Metric& metric,
                                               const FigureQuery& query);

// INVESTMENT: one item a project that a village that counts leads: what it was given, of which the
// parts of the villages that count are taken.
absl::StatusOr<std::vector<Item>> InvestmentItems(KnownFacts& facts, const Metric& metric,
                                                  const FigureQuery& query,
                                                  const Subjects& subjects);

// PROMOTED_MODEL: one item a model: the economic projects that follow it, under villages that
// count.
absl::StatusOr<std::vector<Item>> PromotedModelItems(KnownFacts& facts, const FigureQuery& query,
                                                     const Subjects& subjects);

// THREE_ONES: of each village that counts the projects that it takes part in and the postings of
// its capable person and its contact leader; of what it has none, one item that says so.
absl::StatusOr<std::vector<Item>> ThreeOnesItems(KnownFacts& facts, const FigureQuery& query,
                                                 const Subjects& subjects);

}  // namespace cobuild::assessment
