// Yearly collective income of villages. Each record rides on a transfer in the village's ledger.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/chart.h"
#include "services/finance/domain/ledger.h"

namespace cobuild::finance {

inline constexpr int kFirstIncomeYear = 1978;
inline constexpr int kLastIncomeYear = 2100;
// 银行存款 in both charts: where income is received.
inline constexpr std::string_view kBankAccount = "102";

// Rows 1, 2, 3, 8 and 9 of the official income statement.
enum class IncomeCategory {
  kOperatingIncome = 1,
  kContractAndRemittance = 2,
  kInvestmentIncome = 3,
  kSubsidyIncome = 4,
  kOtherIncome = 5,
};
inline constexpr std::array kIncomeCategories = {
    IncomeCategory::kOperatingIncome, IncomeCategory::kContractAndRemittance,
    IncomeCategory::kInvestmentIncome, IncomeCategory::kSubsidyIncome,
    IncomeCategory::kOtherIncome};

// As resource names write it: "subsidy-income".
std::string_view SlugOf(IncomeCategory category);
std::optional<IncomeCategory> FindIncomeCategory(std::string_view slug);

// The account that the category is credited to. `chart` is not kNone.
std::string_view CodeOf(IncomeCategory category, Chart chart);

// Whether facts describe the world or were made to show the system.
enum class DataOrigin { kRecorded = 1, kExample = 2 };

struct IncomeKey {
  std::string village;  // 12-digit code, which is the id of its ledger
  int year = 0;
  IncomeCategory category = IncomeCategory::kOperatingIncome;
  auto operator<=>(const IncomeKey&) const = default;
};

// The request behind a record, kept with it so that a retry finds it.
struct RequestClaim {
  std::string id;
  base::Digest key{};      // of principal, method and id
  base::Digest content{};  // of what was asked for
  bool operator==(const RequestClaim&) const = default;
};

struct IncomeFacts {
  IncomeKey key;
  money::Fen amount;  // from zero
  std::string source;
  DataOrigin origin = DataOrigin::kRecorded;
  std::string transfer;  // id in the village's ledger; "" when the amount is zero
  std::string correction_reason;
  RequestClaim request;
};

// One recorded state of an income; a correction is a further one.
struct Income {
  IncomeFacts facts;
  Stamp recorded;
};

// Changes with every recorded state.
std::string EtagOf(const Income& income);

// The day on which a year's income is posted.
base::Date LastDayOf(int year);

}  // namespace cobuild::finance
