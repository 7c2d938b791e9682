// Ledgers, accounts and their sums as they stand.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// LEDGER_NOT_FOUND.
absl::StatusOr<Ledger> GetLedger(Reader& reader, const std::string& id);

// ACCOUNT_NOT_FOUND.
absl::StatusOr<Account> GetAccount(Reader& reader, const Key& key);

struct AccountPage {
  std::vector<Account> accounts;
  bool more = false;
};

// In order of id, those after `after_id`. LEDGER_NOT_FOUND.
absl::StatusOr<AccountPage> ListAccounts(Reader& reader, const std::string& ledger,
                                         const std::string& after_id, int size);

struct ReadBalances {
  std::vector<Account> accounts;  // in the order asked for
  int64_t position = 0;           // at which all were read
};

// ACCOUNT_NOT_FOUND with the first that is missing.
absl::StatusOr<ReadBalances> BatchGetBalances(Reader& reader, const std::vector<Key>& keys);

// Of one ledger, or of all when `ledger` is empty. LEDGER_NOT_FOUND.
absl::StatusOr<TrialBalance> GetTrialBalance(Reader& reader, const std::string& ledger);

}  // namespace cobuild::finance
