#include "services/finance/store/memory/memory_writer.h"

#include <algorithm>
#include <variant>

#include "common/base/status_macros.h"
#include "common/error/error.h"

namespace cobuild::finance {

std::unique_ptr<Writer> MemoryStore::MakeWriter() { return std::make_unique<MemoryWriter>(*this); }

absl::Status MemoryWriter::RequireTransaction() const {
  return turn_.owns_lock() ? absl::OkStatus() : absl::InternalError("outside a transaction");
}

absl::StatusOr<Head> MemoryWriter::Begin() {
  Rollback();
  turn_ = std::unique_lock(store_.head_mutex_);
  return store_.ReadHead();
}

absl::StatusOr<std::vector<Ledger>> MemoryWriter::ReadLedgers(const std::vector<std::string>& ids) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  std::vector<Ledger> found;
  for (const std::string& id : ids) {
    const auto ledger = store_.ledgers_.find(id);
    if (ledger != store_.ledgers_.end()) found.push_back(ledger->second);
  }
  return found;
}

absl::StatusOr<std::vector<Account>> MemoryWriter::ReadAccounts(const std::vector<Key>& keys) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  std::vector<Account> found;
  for (const Key& key : keys) {
    const auto account = store_.accounts_.find(key);
    if (account != store_.accounts_.end()) found.push_back(account->second);
  }
  return found;
}

absl::StatusOr<std::vector<PostedTransfer>> MemoryWriter::ReadTransfers(
    const std::vector<Key>& keys) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  std::vector<PostedTransfer> found;
  for (const Key& key : keys) {
    const auto transfer = store_.transfers_.find(key);
    if (transfer != store_.transfers_.end()) found.push_back(transfer->second);
  }
  return found;
}

absl::StatusOr<std::vector<Income>> MemoryWriter::ReadIncomes(const std::vector<IncomeKey>& keys) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  std::vector<Income> found;
  for (const IncomeKey& key : keys) {
    const auto last = std::find_if(store_.incomes_.rbegin(), store_.incomes_.rend(),
                                   [&](const Income& income) { return income.facts.key == key; });
    if (last != store_.incomes_.rend()) found.push_back(*last);
  }
  return found;
}

absl::StatusOr<std::vector<Income>> MemoryWriter::ReadIncomesByRequest(
    const std::vector<base::Digest>& request_keys) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  std::vector<Income> found;
  for (const base::Digest& key : request_keys) {
    for (const Income& income : store_.incomes_) {
      if (income.facts.request.key == key) found.push_back(income);
    }
  }
  return found;
}

absl::StatusOr<std::vector<RecordStated>> MemoryWriter::ReadRecords(int64_t after, int64_t upto,
                                                                    int limit) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  return store_.ReadRecords(after, upto, limit);
}

absl::StatusOr<std::optional<std::vector<Key>>> MemoryWriter::AccountsTouchedAfter(int64_t position,
                                                                                   int limit) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  if (static_cast<int64_t>(store_.entries_.size()) - position > limit) return std::nullopt;
  std::vector<Key> touched;
  for (auto i = static_cast<size_t>(position); i < store_.entries_.size(); ++i) {
    const References& references = store_.entries_[i].references;
    for (const int64_t number : {references.debit_account, references.credit_account}) {
      if (const Account* account = store_.AccountOf(number)) {
        touched.push_back({account->facts.ledger, account->facts.id});
      }
    }
  }
  return touched;
}

absl::Status MemoryWriter::Write(const Batch& batch) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  for (const Entry& entry : batch.entries) {
    const auto* transfer = std::get_if<Transfer>(&entry.content);
    if (transfer != nullptr && store_.transfers_.count({transfer->ledger, transfer->id}) > 0) {
      return error::Make(absl::StatusCode::kAlreadyExists, "DUPLICATE_KEY", "the id is taken");
    }
  }
  staged_ = batch;
  return absl::OkStatus();
}

absl::Status MemoryWriter::Commit() {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  if (staged_) store_.Apply(*staged_);
  Rollback();
  return absl::OkStatus();
}

void MemoryWriter::Rollback() {
  staged_.reset();
  if (turn_.owns_lock()) turn_.unlock();
}

absl::StatusOr<bool> MemoryWriter::Holds(int64_t position, const base::Digest& chain_digest) {
  COBUILD_RETURN_IF_ERROR(RequireTransaction());
  if (position > static_cast<int64_t>(store_.entries_.size())) return false;
  return store_.entries_[static_cast<size_t>(position) - 1].chain_digest == chain_digest;
}

}  // namespace cobuild::finance
