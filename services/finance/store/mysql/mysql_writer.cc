#include "services/finance/store/mysql/mysql_writer.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/obs/log.h"
#include "services/finance/store/mysql/batch_rows.h"
#include "services/finance/store/mysql/keyed_rows.h"
#include "services/finance/store/mysql/record_rows.h"
#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using mysql::Params;
using mysql::Row;
using mysql::Rows;

constexpr char kLockHead[] =
    "SELECT position, digest, journal_time FROM journal_head WHERE id = 1 FOR UPDATE";

constexpr char kMoveHead[] =
    "UPDATE journal_head SET position = ?, digest = ?, journal_time = ? "
    "WHERE id = 1 AND position = ?";

constexpr char kHolds[] = "SELECT 1 FROM journal WHERE position = ? AND chain_digest = ?";

constexpr char kCountEntries[] = "SELECT position FROM journal_head WHERE id = 1";

constexpr char kTouchedAfter[] =
    "SELECT DISTINCT l.id, a.id FROM "
    "(SELECT debit_account AS account FROM journal WHERE position > ? "
    "UNION SELECT credit_account FROM journal WHERE position > ?) touched "
    "JOIN accounts a ON a.number = touched.account "
    "JOIN ledgers l ON l.number = a.ledger_number";

// The latest state is the one with the greatest position.
constexpr char kLatestIncomes[] =
    "{}WHERE i.position IN (SELECT MAX(position) FROM incomes "
    "WHERE (village, income_year, category) IN {} GROUP BY village, income_year, category)";

}  // namespace

MysqlWriter::MysqlWriter(mysql::Options options) : options_(std::move(options)) {}

absl::StatusOr<Head> MysqlWriter::Begin() {
  Rollback();
  if (session_ == nullptr || !session_->usable()) {
    session_.reset();
    COBUILD_ASSIGN_OR_RETURN(session_, mysql::Session::Open(options_));
  }
  COBUILD_RETURN_IF_ERROR(session_->Begin());
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session_->Query(kLockHead));
  if (rows.size() != 1) return absl::InternalError("journal_head is not one row");
  return Head{rows[0].Int64(0), base::DigestFromBytes(rows[0].Text(1)), rows[0].Time(2)};
}

absl::StatusOr<std::vector<Ledger>> MysqlWriter::ReadLedgers(const std::vector<std::string>& ids) {
  return ReadAll<Ledger, std::string>(
      *session_, fmt::format("{}WHERE l.id IN {{}}", kSelectLedgers), ids, "?",
      [](const std::string& id, Params& params) { params.emplace_back(id); }, LedgerOf);
}

absl::StatusOr<std::vector<Account>> MysqlWriter::ReadAccounts(const std::vector<Key>& keys) {
  return QueryKeyedAccounts(*session_, keys);
}

absl::StatusOr<std::vector<PostedTransfer>> MysqlWriter::ReadTransfers(
    const std::vector<Key>& keys) {
  return QueryKeyedTransfers(*session_, keys);
}

absl::StatusOr<std::vector<Income>> MysqlWriter::ReadIncomes(const std::vector<IncomeKey>& keys) {
  return ReadAll<Income, IncomeKey>(
      *session_, fmt::format(kLatestIncomes, kSelectIncomes, "{}"), keys, "(?, ?, ?)",
      [](const IncomeKey& key, Params& params) {
        params.emplace_back(key.village);
        params.emplace_back(key.year);
        params.emplace_back(static_cast<int>(key.category));
      },
      IncomeOf);
}

absl::StatusOr<std::vector<Income>> MysqlWriter::ReadIncomesByRequest(
    const std::vector<base::Digest>& request_keys) {
  return ReadAll<Income, base::Digest>(
      *session_, fmt::format("{}WHERE i.request_key IN {{}}", kSelectIncomes), request_keys, "?",
      [](const base::Digest& key, Params& params) { params.emplace_back(base::ToBytes(key)); },
      IncomeOf);
}

absl::StatusOr<std::vector<RecordStated>> MysqlWriter::ReadRecords(int64_t after, int64_t upto,
                                                                   int limit) {
  return QueryRecords(*session_, after, upto, limit);
}

absl::StatusOr<std::optional<std::vector<Key>>> MysqlWriter::AccountsTouchedAfter(int64_t position,
                                                                                  int limit) {
  COBUILD_ASSIGN_OR_RETURN(const Rows head, session_->Query(kCountEntries));
  if (head.at(0).Int64(0) - position > limit) return std::nullopt;
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session_->Query(kTouchedAfter, {position, position}));
  std::vector<Key> touched;
  for (const Row& row : rows) touched.push_back({row.Text(0), row.Text(1)});
  return touched;
}

absl::Status MysqlWriter::Write(const Batch& batch) {
  COBUILD_RETURN_IF_ERROR(InsertBatch(*session_, batch));
  const Entry& last = batch.entries.back();
  COBUILD_ASSIGN_OR_RETURN(
      const int64_t moved,
      session_->Execute(kMoveHead, {last.stamp.position, base::ToBytes(last.chain_digest),
                                    last.stamp.time, batch.before.position}));
  return moved == 1 ? absl::OkStatus() : absl::InternalError("journal_head moved under its lock");
}

absl::Status MysqlWriter::Commit() { return session_->Commit(); }

void MysqlWriter::Rollback() {
  if (session_ == nullptr || !session_->in_transaction()) return;
  if (const absl::Status status = session_->Rollback(); !status.ok()) {
    // What was not committed is gone with its connection.
    obs::Log(obs::Level::kWarning, "rollback failed; the connection is dropped", {});
    session_.reset();
  }
}

absl::StatusOr<bool> MysqlWriter::Holds(int64_t position, const base::Digest& chain_digest) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                           session_->Query(kHolds, {position, base::ToBytes(chain_digest)}));
  return !rows.empty();
}

}  // namespace cobuild::finance
