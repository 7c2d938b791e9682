// What a change of records comes to: ledgers, accounts, transfers in any ledgers and records, all
// or nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/scope/reach.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/records.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

struct UnitTransfer {
  Transfer transfer;
  // The refusal when the debited account would be overdrawn; OK: the ladder's own,
  // DEBIT_LIMIT_EXCEEDED.
  absl::Status when_exceeded = {};
};

// The most journal entries of one.
inline constexpr int kMostUnitEntries = 12;

struct Unit {
  std::vector<LedgerFacts> ledgers = {};    // created; LEDGER_ID_REUSED when one exists
  std::vector<AccountFacts> accounts = {};  // opened, unless they exist
  std::vector<UnitTransfer> transfers = {};
  std::vector<AnyRecord> records = {};  // at least one; the last is the answer
  // Nothing is to be done: this was asked for before by another request. Then the rest is empty.
  std::optional<AnyRecord> stands = {};
};

// A record that is yet to be recorded.
template <class Facts>
AnyRecord Stated(const std::string& id, Facts facts) {
  return records::Widen<AnyFacts>(records::Record<Facts>{.id = id, .facts = std::move(facts)});
}

// What rules may look at: the latest state of everything, the unit's own neighbours included.
class Standing {
 public:
  virtual ~Standing() = default;

  // A withdrawn state included; nullopt when there is none.
  template <class Facts>
  std::optional<records::Record<Facts>> Find(const std::string& id) {
    const std::optional<AnyRecord> record = FindAny(AnyFacts(Facts()).index(), id);
    if (!record) return std::nullopt;
    return records::Narrow<Facts>(*record);
  }

  // nullptr when it does not exist.
  virtual const Ledger* FindLedger(const std::string& id) = 0;
  virtual const Account* FindAccount(const std::string& ledger, const std::string& id) = 0;
  virtual const Income* FindIncome(const IncomeKey& key) = 0;

 private:
  virtual std::optional<AnyRecord> FindAny(size_t kind, const std::string& id) = 0;
};

// What a change asks of its caller's reach (places.h).
using Within = std::function<absl::Status(const scope::Reach&, Standing&)>;

// Changes records by a rule. `decide` is pure and may run again. Without `within` the change is for
// whoever reaches everything.
struct ChangeRecords {
  RequestClaim request;
  std::function<absl::StatusOr<Unit>(Standing&)> decide;
  Within within = nullptr;
};

}  // namespace cobuild::finance
