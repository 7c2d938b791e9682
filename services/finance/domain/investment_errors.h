// Every refusal of investments, made once and by name.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::finance::errors {

absl::Status InvestmentExists(std::string_view investment);
absl::Status InvestmentNotFound(std::string_view investment);
absl::Status InvestmentUnchanged(std::string_view investment);

}  // namespace cobuild::finance::errors
