// Books and their accounts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/chart.h"

namespace cobuild::finance {

// Where the journal recorded something, when, and by whom. Position 0: not recorded.
struct Stamp {
  int64_t position = 0;
  base::Timestamp time{};
  std::string actor;  // principal, as "machine/cli"
  bool operator==(const Stamp&) const = default;
};

// Ledgers of funds and of projects are kept by rules: nothing is opened, posted or reversed in them
// by hand.
inline constexpr std::string_view kFundLedgerPrefix = "fund-";
inline constexpr std::string_view kProjectLedgerPrefix = "project-";
inline bool IsKeptByRules(std::string_view ledger) {
  return ledger.starts_with(kFundLedgerPrefix) || ledger.starts_with(kProjectLedgerPrefix);
}

// What a caller states of a ledger.
struct LedgerFacts {
  std::string id;
  std::string display_name;
  std::string village;  // 12-digit code of whose books they are; "" when nobody's in particular
  Chart chart = Chart::kNone;
  bool operator==(const LedgerFacts&) const = default;
};

struct Ledger {
  LedgerFacts facts;
  Stamp created;

  // The position that created it: how rows of the journal refer to it.
  int64_t number() const { return created.position; }
};

// What a balance may never become.
enum class BalanceLimit {
  kNone = 0,
  kDebitsMustNotExceedCredits = 1,
  kCreditsMustNotExceedDebits = 2,
};

// What a caller states of an account.
struct AccountFacts {
  std::string ledger;
  std::string id;  // unique in its ledger
  std::string display_name;
  std::string code;  // in the ledger's chart; "" in a ledger without one
  Side normal_side = Side::kDebit;
  BalanceLimit limit = BalanceLimit::kNone;
  bool operator==(const AccountFacts&) const = default;
};

struct Account {
  AccountFacts facts;
  int64_t ledger_number = 0;
  int64_t opened_position = 0;
  bool is_closed = false;
  int64_t closed_position = 0;
  money::Fen debits{};   // sum of all debits
  money::Fen credits{};  // sum of all credits

  // The position that opened it: how rows of the journal refer to it.
  int64_t number() const { return opened_position; }
  // Of the entry that changed the account itself last.
  int64_t position() const { return is_closed ? closed_position : opened_position; }
};

}  // namespace cobuild::finance
