#include "services/finance/app/read_ledgers.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {

absl::StatusOr<Ledger> GetLedger(const Books& books, const scope::Reach& reach,
                                 const std::string& id) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Ledger> ledger, books.reader.FindLedger(id));
  if (!ledger) return errors::LedgerNotFound(id);
  COBUILD_ASSIGN_OR_RETURN(const bool seen, books.places.Sees(reach, id));
  if (!seen) return errors::LedgerNotFound(id);
  return *std::move(ledger);
}

absl::StatusOr<Account> GetAccount(const Books& books, const scope::Reach& reach, const Key& key) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Account> account, books.reader.FindAccount(key));
  if (!account) return errors::AccountNotFound(key.ledger, key.id);
  COBUILD_ASSIGN_OR_RETURN(const bool seen, books.places.Sees(reach, key.ledger));
  if (!seen) return errors::AccountNotFound(key.ledger, key.id);
  return *std::move(account);
}

absl::StatusOr<AccountPage> ListAccounts(const Books& books, const ListAccountsQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const Ledger found, GetLedger(books, query.reach, query.ledger));
  AccountPage page;
  COBUILD_ASSIGN_OR_RETURN(
      page.accounts, books.reader.ListAccounts(found.number(), query.after_id, query.size + 1));
  page.more = static_cast<int>(page.accounts.size()) > query.size;
  if (page.more) page.accounts.pop_back();
  return page;
}

absl::StatusOr<ReadBalances> BatchGetBalances(const Books& books, const scope::Reach& reach,
                                              const std::vector<Key>& keys) {
  COBUILD_ASSIGN_OR_RETURN(Balances balances, books.reader.ReadBalances(keys));
  ReadBalances read{.accounts = {}, .position = balances.position};
  for (size_t i = 0; i < keys.size(); ++i) {
    COBUILD_ASSIGN_OR_RETURN(const bool seen, books.places.Sees(reach, keys[i].ledger));
    if (!seen || !balances.accounts[i]) {
      return errors::AccountNotFound(keys[i].ledger, keys[i].id);
    }
    read.accounts.push_back(*std::move(balances.accounts[i]));
  }
  return read;
}

absl::StatusOr<TrialBalance> GetTrialBalance(const Books& books, const scope::Reach& reach,
                                             const std::string& ledger) {
  if (!ledger.empty()) {
    COBUILD_ASSIGN_OR_RETURN(const Ledger found, GetLedger(books, reach, ledger));
    return books.reader.ReadTrialBalance(found.number());
  }
  if (reach.everything()) return books.reader.ReadTrialBalance(std::nullopt);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<int64_t> seen, books.places.ListSeen(reach));
  return books.reader.ReadTrialBalanceOver(seen);
}

}  // namespace cobuild::finance
