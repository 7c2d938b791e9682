// What the books say. Thread-safe; every method reads one consistent state of the latest commit.
// Errors are the database's: UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/finance/domain/entry.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/income_definition.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

struct Balances {
  std::vector<std::optional<Account>>
      accounts;          // in the order asked for; nullopt for what does not exist
  int64_t position = 0;  // at which all were read
};

struct TransferFilter {
  int64_t ledger = 0;              // number
  std::optional<int64_t> account;  // number; nullopt for the whole ledger
  std::optional<base::Date> from;  // first business day
  std::optional<base::Date> to;    // last business day
  int64_t up_to_position = 0;
};

struct TrialBalanceRow {
  std::string account;  // id, or code over all ledgers
  std::string display_name;
  absl::int128 debits_fen = 0;
  absl::int128 credits_fen = 0;
};

struct TrialBalance {
  std::vector<TrialBalanceRow> rows;  // the first kTrialBalanceRows
  absl::int128 debits_fen = 0;        // of all, whatever `rows` leaves out
  absl::int128 credits_fen = 0;
  int64_t position = 0;
};
inline constexpr int kTrialBalanceRows = 1'000;

struct IncomeFilter {
  std::vector<std::string> villages;  // sorted, each once; empty for all
  int year = 0;                       // 0 for all
  int64_t up_to_position = 0;
};

// Which journal lines count: those of the definition's accounts in the villages' ledgers.
struct IncomeQuery {
  std::vector<std::string> villages;  // sorted, each once
  int year = 0;
  const IncomeDefinition* definition = nullptr;
  int64_t up_to_position = 0;
};

struct IncomeSum {
  std::string village;
  absl::int128 amount_fen = 0;  // credits less debits
  int line_count = 0;
};

// Which state of an income stands.
struct StandingIncome {
  IncomeKey key;
  int64_t position = 0;
  DataOrigin origin = DataOrigin::kRecorded;
};

struct IncomeLine {
  std::string village;
  Side side = Side::kCredit;  // on which it counts: a credit adds, a debit takes away
  PostedTransfer transfer;
};

// Where a page of lines starts: after this one. "" for the first page.
struct IncomeLineKey {
  std::string village;
  int64_t position = 0;
  Side side = Side::kDebit;
};

class Reader {
 public:
  virtual ~Reader() = default;

  virtual absl::StatusOr<Head> ReadHead() = 0;
  // The last position recorded at `time` or before it; 0 when there is none.
  virtual absl::StatusOr<int64_t> PositionAt(base::Timestamp time) = 0;

  // The entries after `position`, at most `limit`, in order without a gap.
  virtual absl::StatusOr<std::vector<Entry>> ListEntries(int64_t after, int limit) = 0;

  // Positions after `after` up to `upto` whose entry told how an account, an income or a record was
  // until another entry, up to position `by`, told it anew. In order.
  virtual absl::StatusOr<std::vector<int64_t>> ListReplaced(int64_t after, int64_t upto,
                                                            int64_t by) = 0;

  // As Writer::ReadRecords.
  virtual absl::StatusOr<std::vector<RecordStated>> ReadRecords(int64_t after, int64_t upto,
                                                                int limit) = 0;

  virtual absl::StatusOr<std::optional<Ledger>> FindLedger(std::string_view id) = 0;
  // In order of number, those after `after`.
  virtual absl::StatusOr<std::vector<Ledger>> ListLedgers(int64_t after, int limit) = 0;
  virtual absl::StatusOr<std::optional<Account>> FindAccount(const Key& key) = 0;
  // In order of id, those after `after_id`.
  virtual absl::StatusOr<std::vector<Account>> ListAccounts(int64_t ledger,
                                                            std::string_view after_id,
                                                            int limit) = 0;
  virtual absl::StatusOr<Balances> ReadBalances(const std::vector<Key>& keys) = 0;
  // In order of position, those after `after`.
  virtual absl::StatusOr<std::vector<PostedTransfer>> ListTransfers(const TransferFilter& filter,
                                                                    int64_t after, int limit) = 0;
  // As Writer::ReadTransfers: what does not exist is left out; order is not promised.
  virtual absl::StatusOr<std::vector<PostedTransfer>> FindTransfers(
      const std::vector<Key>& keys) = 0;
  // Of one ledger by number, or of all: then by chart and code.
  virtual absl::StatusOr<TrialBalance> ReadTrialBalance(std::optional<int64_t> ledger) = 0;
  // Over these ledgers by number, each once: by chart and code, as over all.
  virtual absl::StatusOr<TrialBalance> ReadTrialBalanceOver(
      const std::vector<int64_t>& ledgers) = 0;

  // Each as it stood at filter.up_to_position, in order of key, those after `after`.
  virtual absl::StatusOr<std::vector<Income>> ListIncomes(const IncomeFilter& filter,
                                                          const std::optional<IncomeKey>& after,
                                                          int limit) = 0;
  // Villages that have a line, in order.
  virtual absl::StatusOr<std::vector<IncomeSum>> SumIncome(const IncomeQuery& query) = 0;
  // The records of query.villages and the year, as they stood at the position; in order of key.
  virtual absl::StatusOr<std::vector<StandingIncome>> ListStandingIncomes(
      const IncomeQuery& query) = 0;
  // In order of village, position and side, those after `after`.
  virtual absl::StatusOr<std::vector<IncomeLine>> ListIncomeLines(const IncomeQuery& query,
                                                                  const IncomeLineKey& after,
                                                                  int limit) = 0;
};

}  // namespace cobuild::finance
