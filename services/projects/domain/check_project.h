// What a project must be by itself, beside the form of its fields.
#pragma once

#include "common/error/error.h"
#include "services/projects/domain/project.h"

namespace cobuild::projects {

inline constexpr size_t kMaxVillages = 50;
inline constexpr size_t kMaxBudgetLines = 20;
inline constexpr size_t kMaxDeclaredFunds = 80;

// Adds everything that is wrong, under "project.": DUPLICATE of a village, a budget line's source
// or a declared fund's kind and source; OUT_OF_RANGE of a share, an amount or a total;
// SHARES_NOT_100_PERCENT; REQUIRED or NOT_APPLICABLE model; BEFORE_START of the planned end.
void CheckStatement(error::Violations& violations, const Statement& stated);

}  // namespace cobuild::projects
