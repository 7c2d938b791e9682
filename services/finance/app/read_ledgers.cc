#include "services/finance/app/read_ledgers.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {

absl::StatusOr<Ledger> GetLedger(Reader& reader, const std::string& id) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Ledger> ledger, reader.FindLedger(id));
  if (!ledger) return errors::LedgerNotFound(id);
  return *std::move(ledger);
}

absl::StatusOr<Account> GetAccount(Reader& reader, const Key& key) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Account> account, reader.FindAccount(key));
  if (!account) return errors::AccountNotFound(key.ledger, key.id);
  return *std::move(account);
}

absl::StatusOr<AccountPage> ListAccounts(Reader& reader, const std::string& ledger,
                                         const std::string& after_id, int size) {
  COBUILD_ASSIGN_OR_RETURN(const Ledger found, GetLedger(reader, ledger));
  AccountPage page;
  COBUILD_ASSIGN_OR_RETURN(page.accounts, reader.ListAccounts(found.number(), after_id, size + 1));
  page.more = static_cast<int>(page.accounts.size()) > size;
  if (page.more) page.accounts.pop_back();
  return page;
}

absl::StatusOr<ReadBalances> BatchGetBalances(Reader& reader, const std::vector<Key>& keys) {
  COBUILD_ASSIGN_OR_RETURN(Balances balances, reader.ReadBalances(keys));
  ReadBalances read{.accounts = {}, .position = balances.position};
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!balances.accounts[i]) return errors::AccountNotFound(keys[i].ledger, keys[i].id);
    read.accounts.push_back(*std::move(balances.accounts[i]));
  }
  return read;
}

absl::StatusOr<TrialBalance> GetTrialBalance(Reader& reader, const std::string& ledger) {
  if (ledger.empty()) return reader.ReadTrialBalance(std::nullopt);
  COBUILD_ASSIGN_OR_RETURN(const Ledger found, GetLedger(reader, ledger));
  return reader.ReadTrialBalance(found.number());
}

}  // namespace cobuild::finance
