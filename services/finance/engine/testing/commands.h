// Commands with what a test does not care about filled in.
#pragma once

#include <string>

#include "services/finance/domain/command.h"

namespace cobuild::finance {

// A ledger without a chart.
Command Free(const std::string& ledger);
// The ledger of a village in the older chart.
Command VillageLedger(const std::string& village);
// An account without a code.
Command Open(const std::string& ledger, const std::string& account,
             BalanceLimit limit = BalanceLimit::kNone);
Command Move(const std::string& ledger, const std::string& id, const std::string& debit,
             const std::string& credit, int64_t amount_fen, base::Date day = {2011, 6, 1});
Command Reverse(const std::string& ledger, const std::string& id, const std::string& original);
Command Record(const std::string& village, int year, IncomeCategory category, int64_t amount_fen,
               const std::string& request_id, DataOrigin origin = DataOrigin::kRecorded);
Command Correct(const std::string& village, int year, IncomeCategory category, int64_t amount_fen,
                const std::string& request_id, const std::string& etag = "");

// States `fund` whatever stands.
Command StateFund(const std::string& id, const Fund& fund, const std::string& request_id);

}  // namespace cobuild::finance
