// Per-capita net income of a village's farmers in a year (农民人均纯收入). It is no money of a
// ledger.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/money/money.h"
#include "services/finance/domain/income.h"

namespace cobuild::finance {

inline constexpr int64_t kMostResidents = 100'000'000;

// One recorded state; a correction is a further one. Its id is "{village}/{year}".
struct HouseholdIncome {
  static constexpr std::string_view kKind = "household_income";
  static constexpr std::string_view kNamePattern = "villages/{}/household-incomes/{}";

  std::string village;  // 12-digit code
  int year = 0;
  money::Fen per_capita;  // from zero
  int64_t residents = 0;  // that it is a mean over; above zero
  std::string source;
  DataOrigin origin = DataOrigin::kRecorded;
  std::string correction_reason;

  std::vector<std::string> Keys() const { return {village}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village);
    visit("year", self.year);
    visit("per_capita", self.per_capita);
    visit("residents", self.residents);
    visit("source", self.source);
    visit("origin", self.origin);
    visit("correction_reason", self.correction_reason);
  }
  bool operator==(const HouseholdIncome&) const = default;
};

std::string IdOf(const HouseholdIncome& income);

}  // namespace cobuild::finance
