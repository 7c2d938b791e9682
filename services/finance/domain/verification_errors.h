// Every refusal where facts are checked, made once and by name. A fact is its resource name.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::finance::errors {

absl::Status FactNotFound(std::string_view fact);
absl::Status FactVerified(std::string_view fact);
absl::Status FactNotVerified(std::string_view fact);
absl::Status FactAccepted(std::string_view fact);
// MAKER_IS_CHECKER, as of a claim.
absl::Status FactMakerIsChecker(std::string_view fact);

}  // namespace cobuild::finance::errors
