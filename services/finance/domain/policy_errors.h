// Every refusal of support policies, made once and by name.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::finance::errors {

absl::Status PolicyExists(std::string_view policy);
absl::Status PolicyNotFound(std::string_view policy);
absl::Status PolicyAdopted(std::string_view policy);

}  // namespace cobuild::finance::errors
