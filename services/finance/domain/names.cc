#include "services/finance/domain/names.h"

#include <fmt/format.h>

namespace cobuild::finance {

std::string LedgerName(std::string_view ledger) { return fmt::format("ledgers/{}", ledger); }

std::string AccountName(std::string_view ledger, std::string_view account) {
  return fmt::format("ledgers/{}/accounts/{}", ledger, account);
}

std::string TransferName(std::string_view ledger, std::string_view transfer) {
  return fmt::format("ledgers/{}/transfers/{}", ledger, transfer);
}

std::string VillageName(std::string_view village) { return fmt::format("villages/{}", village); }

std::string IncomeName(const IncomeKey& key) {
  return fmt::format("villages/{}/incomes/{}-{}", key.village, key.year, SlugOf(key.category));
}

}  // namespace cobuild::finance
