// One transaction at a time over a MemoryStore: staged by Write, visible at Commit.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/finance/store/memory/memory_store.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class MemoryWriter : public Writer {
 public:
  explicit MemoryWriter(MemoryStore& store) : store_(store) {}

  absl::StatusOr<Head> Begin() override;
  absl::StatusOr<std::vector<Ledger>> ReadLedgers(const std::vector<std::string>& ids) override;
  absl::StatusOr<std::vector<Account>> ReadAccounts(const std::vector<Key>& keys) override;
  absl::StatusOr<std::vector<PostedTransfer>> ReadTransfers(const std::vector<Key>& keys) override;
  absl::StatusOr<std::vector<Income>> ReadIncomes(const std::vector<IncomeKey>& keys) override;
  absl::StatusOr<std::vector<Income>> ReadIncomesByRequest(
      const std::vector<base::Digest>& request_keys) override;
  absl::StatusOr<std::vector<RecordStated>> ReadRecords(int64_t after, int64_t upto,
                                                        int limit) override;
  absl::StatusOr<std::optional<std::vector<Key>>> AccountsTouchedAfter(int64_t position,
                                                                       int limit) override;
  absl::Status Write(const Batch& batch) override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::StatusOr<bool> Holds(int64_t position, const base::Digest& chain_digest) override;

 private:
  absl::Status RequireTransaction() const;

  MemoryStore& store_;
  std::unique_lock<std::mutex> turn_;  // held while a transaction is open
  std::optional<Batch> staged_;
};

}  // namespace cobuild::finance
