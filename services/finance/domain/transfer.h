// Money that moves from one account of a ledger to another.
#pragma once

#include <cstdint>
#include <string>

#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/ledger.h"

namespace cobuild::finance {

struct Transfer {
  std::string ledger;
  std::string id;              // unique in its ledger, for ever
  std::string debit_account;   // id in the ledger
  std::string credit_account;  // id in the ledger
  money::Fen amount;           // above zero, at most money::kMaxAmount
  base::Date effective_date;
  std::string description;
  std::string reverses;  // id of the transfer that it reverses; "" otherwise
  bool operator==(const Transfer&) const = default;
};

// A transfer as the journal has it.
struct PostedTransfer {
  Transfer transfer;
  Stamp posted;
  bool is_reversed = false;
};

// What undoes `original`, effective on another day.
Transfer Opposite(const Transfer& original, std::string id, const base::Date& effective_date,
                  std::string description);

}  // namespace cobuild::finance
