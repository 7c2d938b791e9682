#include "services/finance/domain/income_definition.h"

#include <algorithm>

namespace cobuild::finance {
namespace {

// Rows 1, 2, 3, 8 and 9 of the official schedule. Row 8 is "subsidies and other returns": so 521,
// the return of the agricultural tax surcharge, counts beside 522. Equity (311: land compensation,
// donated assets) never does.
constexpr std::string_view kGross2004[] = {"501", "511", "521", "522", "531", "561"};
constexpr std::string_view kGross2023[] = {"501", "502", "503", "504"};
constexpr ChartCodes kGrossAccounts[] = {{Chart::kCk2004, kGross2004},
                                         {Chart::kCk2023, kGross2023}};

constexpr IncomeDefinition kDefinitions[] = {
    {"collective_income_gross@1",
     "村集体收入(毛收入,含补助):收入类科目贷方减借方 / collective income, gross, subsidies "
     "included: credits less "
     "debits of the income accounts",
     kGrossAccounts},
};

}  // namespace

std::span<const IncomeDefinition> IncomeDefinitions() { return kDefinitions; }

const IncomeDefinition* FindIncomeDefinition(std::string_view name) {
  const auto* const end = std::end(kDefinitions);
  const auto* const found =
      std::find_if(std::begin(kDefinitions), end,
                   [&](const IncomeDefinition& definition) { return definition.name == name; });
  return found == end ? nullptr : found;
}

}  // namespace cobuild::finance
