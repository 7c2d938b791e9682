// The books in MySQL or MariaDB: migrations/*.sql.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/mysql/database.h"
#include "services/finance/store/store.h"

namespace cobuild::finance {

class MysqlStore : public Store, private Reader {
 public:
  // Readers use `database`, each thread its session; a writer opens a session of its own to the
  // same place.
  explicit MysqlStore(mysql::Database& database) : database_(database) {}

  Reader& reader() override { return *this; }
  std::unique_ptr<Writer> MakeWriter() override;

 private:
  absl::StatusOr<Head> ReadHead() override;
  absl::StatusOr<int64_t> PositionAt(base::Timestamp time) override;
  absl::StatusOr<std::vector<Entry>> ListEntries(int64_t after, int limit) override;
  absl::StatusOr<std::vector<int64_t>> ListReplaced(int64_t after, int64_t upto,
                                                    int64_t by) override;
  absl::StatusOr<std::vector<RecordStated>> ReadRecords(int64_t after, int64_t upto,
                                                        int limit) override;
  absl::StatusOr<std::optional<Ledger>> FindLedger(std::string_view id) override;
  absl::StatusOr<std::vector<Ledger>> ListLedgers(int64_t after, int limit) override;
  absl::StatusOr<std::optional<Account>> FindAccount(const Key& key) override;
  absl::StatusOr<std::vector<Account>> ListAccounts(int64_t ledger, std::string_view after_id,
                                                    int limit) override;
  absl::StatusOr<Balances> ReadBalances(const std::vector<Key>& keys) override;
  absl::StatusOr<std::vector<PostedTransfer>> ListTransfers(const TransferFilter& filter,
                                                            int64_t after, int limit) override;
  absl::StatusOr<std::vector<PostedTransfer>> FindTransfers(const std::vector<Key>& keys) override;
  absl::StatusOr<TrialBalance> ReadTrialBalance(std::optional<int64_t> ledger) override;
  absl::StatusOr<TrialBalance> ReadTrialBalanceOver(const std::vector<int64_t>& ledgers) override;
  absl::StatusOr<std::vector<Income>> ListIncomes(const IncomeFilter& filter,
                                                  const std::optional<IncomeKey>& after,
                                                  int limit) override;
  absl::StatusOr<std::vector<IncomeSum>> SumIncome(const IncomeQuery& query) override;
  absl::StatusOr<std::vector<StandingIncome>> ListStandingIncomes(
      const IncomeQuery& query) override;
  absl::StatusOr<std::vector<IncomeLine>> ListIncomeLines(const IncomeQuery& query,
                                                          const IncomeLineKey& after,
                                                          int limit) override;

  mysql::Database& database_;
};

}  // namespace cobuild::finance
