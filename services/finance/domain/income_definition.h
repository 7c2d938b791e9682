// What an income is, by accounts. A definition that stands never changes: another meaning is
// another version.
#pragma once

#include <span>
#include <string_view>

#include "services/finance/domain/chart.h"

namespace cobuild::finance {

struct ChartCodes {
  Chart chart;
  std::span<const std::string_view> codes;  // in order
};

struct IncomeDefinition {
  std::string_view name;  // with its version: "collective_income_gross@1"
  std::string_view description;
  std::span<const ChartCodes> accounts;  // credits less debits of these are summed
};

// In order of name.
std::span<const IncomeDefinition> IncomeDefinitions();
// nullptr when there is none of that name.
const IncomeDefinition* FindIncomeDefinition(std::string_view name);

}  // namespace cobuild::finance
