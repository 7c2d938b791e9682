// Ledgers, accounts and their sums as they stand, as far as the caller reaches: a ledger out of
// reach reads as one that does not exist, with all that is in it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/scope/reach.h"
#include "services/finance/engine/ledger_places.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// What the tables hold, and where each ledger is. Both outlive it.
struct Books {
  Reader& reader;
  LedgerPlaces& places;
};

// LEDGER_NOT_FOUND.
absl::StatusOr<Ledger> GetLedger(const Books& books, const scope::Reach& reach,
                                 const std::string& id);

// ACCOUNT_NOT_FOUND.
absl::StatusOr<Account> GetAccount(const Books& books, const scope::Reach& reach, const Key& key);

struct AccountPage {
  std::vector<Account> accounts;
  bool more = false;
};

struct ListAccountsQuery {
  scope::Reach reach = {};
  std::string ledger;
  std::string after_id;
  int size = 0;
};
// In order of id. LEDGER_NOT_FOUND.
absl::StatusOr<AccountPage> ListAccounts(const Books& books, const ListAccountsQuery& query);

struct ReadBalances {
  std::vector<Account> accounts;  // in the order asked for
  int64_t position = 0;           // at which all were read
};

// ACCOUNT_NOT_FOUND with the first that is missing.
absl::StatusOr<ReadBalances> BatchGetBalances(const Books& books, const scope::Reach& reach,
                                              const std::vector<Key>& keys);

// Of one ledger, or over all within reach when `ledger` is empty. LEDGER_NOT_FOUND.
absl::StatusOr<TrialBalance> GetTrialBalance(const Books& books, const scope::Reach& reach,
                                             const std::string& ledger);

}  // namespace cobuild::finance
