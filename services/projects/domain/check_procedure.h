// What a procedure must be by itself, beside the form of its fields.
#pragma once

#include "common/error/error.h"
#include "services/projects/domain/procedure.h"

namespace cobuild::projects {

inline constexpr size_t kMaxProcedureSteps = 20;
inline constexpr int64_t kMaxStepDays = 365;
inline constexpr int64_t kMaxDenominator = 1'000;

// Adds everything that is wrong, under "procedure.": MALFORMED division prefix; DUPLICATE of a
// step's id; OUT_OF_RANGE of days and of a quorum's parts.
void CheckProcedure(error::Violations& violations, const Procedure& procedure);

// 0 to 12 digits.
bool IsDivisionPrefix(std::string_view text);

}  // namespace cobuild::projects
