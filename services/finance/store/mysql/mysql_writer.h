// The poster's transactions over one session of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/mysql/options.h"
#include "common/mysql/session.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class MysqlWriter : public Writer {
 public:
  explicit MysqlWriter(mysql::Options options);

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
  const mysql::Options options_;
  std::unique_ptr<mysql::Session> session_;  // nullptr until the first Begin
};

}  // namespace cobuild::finance
