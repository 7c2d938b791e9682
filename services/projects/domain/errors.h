// Every refusal of projects, by name. Reasons are documented in the README with their order.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/base/time.h"

namespace cobuild::projects {

// NOT_FOUND and ALREADY_EXISTS, as common/records makes them.
inline constexpr std::string_view kProjectNotFound = "PROJECT_NOT_FOUND";
inline constexpr std::string_view kProjectExists = "PROJECT_EXISTS";

// FAILED_PRECONDITION INVALID_TRANSITION: a project in `state` does not take `action`.
absl::Status InvalidTransition(std::string_view id, std::string_view state,
                               std::string_view action);
// FAILED_PRECONDITION DATE_BEFORE_LAST_STEP
absl::Status DateBeforeLastStep(std::string_view id, const base::Date& last);
// FAILED_PRECONDITION TOO_MANY_STEPS
absl::Status TooManySteps(std::string_view id);
// FAILED_PRECONDITION MODEL_ALREADY_PROMOTED, MODEL_NOT_PROMOTED
absl::Status ModelAlreadyPromoted(std::string_view model);
absl::Status ModelNotPromoted(std::string_view model);

// OUT_OF_RANGE SUM_TOO_LARGE
absl::Status SumTooLarge();

// INVALID_ARGUMENT
absl::Status HeaderMissing();
absl::Status HeaderRepeated();
absl::Status TooManyRows();

}  // namespace cobuild::projects
