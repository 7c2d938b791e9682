// Every refusal of incomes of households, made once and by name. An id is "{village}/{year}".
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::finance::errors {

absl::Status HouseholdIncomeAlreadyRecorded(std::string_view id);
absl::Status HouseholdIncomeNotFound(std::string_view id);
absl::Status HouseholdIncomeUnchanged(std::string_view id);

}  // namespace cobuild::finance::errors
