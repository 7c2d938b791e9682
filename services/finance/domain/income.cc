#include "services/finance/domain/income.h"

namespace cobuild::finance {

std::string_view SlugOf(IncomeCategory category) {
  switch (category) {
    case IncomeCategory::kOperatingIncome:
      return "operating-income";
    case IncomeCategory::kContractAndRemittance:
      return "contract-and-remittance";
    case IncomeCategory::kInvestmentIncome:
      return "investment-income";
    case IncomeCategory::kSubsidyIncome:
      return "subsidy-income";
    case IncomeCategory::kOtherIncome:
      return "other-income";
  }
  return "";
}

std::optional<IncomeCategory> FindIncomeCategory(std::string_view slug) {
  for (const IncomeCategory category : kIncomeCategories) {
    if (SlugOf(category) == slug) return category;
  }
  return std::nullopt;
}

std::string_view CodeOf(IncomeCategory category, Chart chart) {
  const bool old_chart = chart == Chart::kCk2004;
  switch (category) {
    case IncomeCategory::kOperatingIncome:
      return "501";
    case IncomeCategory::kContractAndRemittance:
      return old_chart ? "511" : "501";  // CK2023-14 has no account of its own for it
    case IncomeCategory::kInvestmentIncome:
      return old_chart ? "561" : "502";
    case IncomeCategory::kSubsidyIncome:
      return old_chart ? "522" : "503";
    case IncomeCategory::kOtherIncome:
      return old_chart ? "531" : "504";
  }
  return "";
}

std::string EtagOf(const Income& income) { return std::to_string(income.recorded.position); }

base::Date LastDayOf(int year) { return {year, 12, 31}; }

}  // namespace cobuild::finance
