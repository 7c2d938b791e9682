// The books in memory, for tests.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/finance/store/store.h"

namespace cobuild::finance {

class MemoryStore : public Store, private Reader {
 public:
  Reader& reader() override { return *this; }
  std::unique_ptr<Writer> MakeWriter() override;

 private:
  friend class MemoryWriter;

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

  // Under state_mutex_.
  TrialBalance BalanceOverAll(const std::function<bool(int64_t ledger)>& counts) const;
  void Apply(const Batch& batch);
  void Apply(const Entry& entry);
  const Account* AccountOf(int64_t number) const;
  std::vector<IncomeLine> LinesOf(const IncomeQuery& query) const;

  std::mutex head_mutex_;  // held by the writer whose turn it is

  mutable std::mutex state_mutex_;
  std::vector<Entry> entries_;  // [i] holds position i + 1
  std::map<std::string, Ledger, std::less<>> ledgers_;
  std::map<Key, Account> accounts_;
  std::map<Key, PostedTransfer> transfers_;
  std::vector<Income> incomes_;  // in order of position
};

}  // namespace cobuild::finance
