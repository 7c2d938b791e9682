#include "services/finance/domain/household_income.h"

#include <fmt/format.h>

namespace cobuild::finance {

std::string IdOf(const HouseholdIncome& income) {
  return fmt::format("{}/{}", income.village, income.year);
}

}  // namespace cobuild::finance
