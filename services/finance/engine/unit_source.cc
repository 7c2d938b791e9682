#include "services/finance/engine/unit_source.h"

#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::finance {

absl::Status UnitSource::BringLedger(const std::string& id) {
  if (book_.FindLedger(id) != nullptr) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(std::vector<Ledger> found, writer_.ReadLedgers({id}));
  for (Ledger& ledger : found) cache_.Put(std::move(ledger));
  return absl::OkStatus();
}

absl::Status UnitSource::BringAccounts(const std::vector<Key>& keys) {
  std::vector<Key> missing;
  for (const Key& key : keys) {
    if (book_.FindAccount(key) == nullptr) missing.push_back(key);
  }
  if (missing.empty()) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(std::vector<Account> found, writer_.ReadAccounts(missing));
  for (Account& account : found) cache_.Put(std::move(account));
  return absl::OkStatus();
}

absl::Status UnitSource::BringTransfers(const std::vector<Key>& keys) {
  std::vector<Key> missing;
  for (const Key& key : keys) {
    if (book_.FindTransfer(key) == nullptr) missing.push_back(key);
  }
  if (missing.empty()) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(std::vector<PostedTransfer> found, writer_.ReadTransfers(missing));
  for (PostedTransfer& transfer : found) book_.Put(std::move(transfer));
  return absl::OkStatus();
}

absl::Status UnitSource::BringIncome(const IncomeKey& key) {
  if (book_.FindIncome(key) != nullptr) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Income> found, writer_.ReadIncomes({key}));
  for (const Income& income : found) book_.Put(income);
  return absl::OkStatus();
}

std::optional<AnyRecord> UnitSource::FindRecord(size_t kind, const std::string& id) const {
  return records_.Read([&](const RecordState& state) { return state.Find(kind, id); });
}

std::optional<AnsweredRequest> UnitSource::FindRequest(const base::Digest& request_key) const {
  return records_.Read([&](const RecordState& state) { return state.FindRequest(request_key); });
}

}  // namespace cobuild::finance
