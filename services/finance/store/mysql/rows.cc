#include "services/finance/store/mysql/rows.h"

#include "services/finance/store/mysql/record_rows.h"

#include <string>

namespace cobuild::finance {

const std::string_view kSelectLedgers =
    "SELECT l.number, l.id, l.display_name, l.village, l.chart, l.create_time, l.actor "
    "FROM ledgers l ";

const std::string_view kSelectAccounts =
    "SELECT a.number, a.ledger_number, l.id, a.id, a.display_name, a.code, a.normal_side, "
    "a.balance_limit, x.position, b.debits_fen, b.credits_fen "
    "FROM accounts a JOIN ledgers l ON l.number = a.ledger_number "
    "JOIN balances b ON b.account_number = a.number "
    "LEFT JOIN account_closings x ON x.account_number = a.number ";

const std::string_view kSelectTransfers =
    "SELECT j.position, j.journal_time, j.actor, l.id, j.transfer_id, d.id, c.id, j.amount_fen, "
    "j.effective_date, j.description, r.transfer_id, v.reversal_position "
    "FROM journal j JOIN ledgers l ON l.number = j.ledger_number "
    "JOIN accounts d ON d.number = j.debit_account "
    "JOIN accounts c ON c.number = j.credit_account "
    "LEFT JOIN journal r ON r.position = j.reverses_position "
    "LEFT JOIN reversals v ON v.original_position = j.position ";

const std::string_view kSelectIncomes =
    "SELECT i.position, j.journal_time, j.actor, j.request_id, i.village, i.income_year, "
    "i.category, i.amount_fen, i.source, i.data_origin, i.transfer_id, i.correction_reason, "
    "i.request_key, i.request_digest "
    "FROM incomes i JOIN journal j ON j.position = i.position ";

const std::string_view kSelectEntries =
    "SELECT j.position, j.journal_time, j.actor, j.request_id, j.kind, j.content_digest, "
    "j.chain_digest, j.ledger_number, j.debit_account, j.credit_account, j.reverses_position, "
    "j.amount_fen, j.effective_date, j.description, j.transfer_id, l.id, d.id, c.id, "
    "r.transfer_id, l.display_name, l.village, l.chart, d.display_name, d.code, d.normal_side, "
    "d.balance_limit, i.village, i.income_year, i.category, i.amount_fen, i.source, "
    "i.data_origin, i.transfer_id, i.correction_reason, i.request_key, i.request_digest, "
    "s.kind, s.id, s.body, s.void_reason, q.request_key, q.request_digest, j.peer "
    "FROM journal j LEFT JOIN ledgers l ON l.number = j.ledger_number "
    "LEFT JOIN accounts d ON d.number = j.debit_account "
    "LEFT JOIN accounts c ON c.number = j.credit_account "
    "LEFT JOIN journal r ON r.position = j.reverses_position "
    "LEFT JOIN incomes i ON i.position = j.position "
    "LEFT JOIN records s ON s.position = j.position "
    "LEFT JOIN record_requests q ON q.position = j.position ";

namespace {

// Columns of an entry that may come from a table which was tampered with: what is missing reads as
// nothing.
std::string TextOrNone(const mysql::Row& row, size_t column) {
  return row.OptionalText(column).value_or("");
}

int64_t NumberOrNone(const mysql::Row& row, size_t column) {
  return row.OptionalInt64(column).value_or(0);
}

AccountFacts OpenedOrClosed(const mysql::Row& row) {
  return {.ledger = TextOrNone(row, 15),
          .id = TextOrNone(row, 16),
          .display_name = TextOrNone(row, 22),
          .code = TextOrNone(row, 23),
          .normal_side = static_cast<Side>(NumberOrNone(row, 24)),
          .limit = static_cast<BalanceLimit>(NumberOrNone(row, 25))};
}

IncomeFacts RecordedIncome(const mysql::Row& row) {
  return {.key = {TextOrNone(row, 26), static_cast<int>(NumberOrNone(row, 27)),
                  static_cast<IncomeCategory>(NumberOrNone(row, 28))},
          .amount = {NumberOrNone(row, 29)},
          .source = TextOrNone(row, 30),
          .origin = static_cast<DataOrigin>(NumberOrNone(row, 31)),
          .transfer = TextOrNone(row, 32),
          .correction_reason = TextOrNone(row, 33),
          .request = {row.Text(3), base::DigestFromBytes(TextOrNone(row, 34)),
                      base::DigestFromBytes(TextOrNone(row, 35))}};
}

RecordStated StatedRecord(const mysql::Row& row) {
  RecordStated stated{RecordOf(TextOrNone(row, 36), TextOrNone(row, 37), TextOrNone(row, 38)),
                      std::nullopt};
  stated.record.void_reason = TextOrNone(row, 39);
  if (!row.IsNull(40)) {
    stated.request = RequestClaim{row.Text(3), base::DigestFromBytes(row.Text(40)),
                                  base::DigestFromBytes(row.Text(41))};
  }
  return stated;
}

Content ContentOf(const mysql::Row& row) {
  switch (static_cast<EntryKind>(row.Int64(4))) {
    case EntryKind::kLedgerCreated:
      return LedgerCreated{{.id = TextOrNone(row, 15),
                            .display_name = TextOrNone(row, 19),
                            .village = TextOrNone(row, 20),
                            .chart = FindChart(TextOrNone(row, 21)).value_or(Chart::kNone)}};
    case EntryKind::kAccountOpened:
      return AccountOpened{OpenedOrClosed(row)};
    case EntryKind::kAccountClosed:
      return AccountClosed{OpenedOrClosed(row), {row.Int64(11)}};
    case EntryKind::kIncomeRecorded:
      return IncomeRecorded{RecordedIncome(row)};
    case EntryKind::kRecordStated:
      return StatedRecord(row);
    case EntryKind::kTransfer:
      break;
  }
  return Transfer{.ledger = TextOrNone(row, 15),
                  .id = TextOrNone(row, 14),
                  .debit_account = TextOrNone(row, 16),
                  .credit_account = TextOrNone(row, 17),
                  .amount = {row.Int64(11)},
                  .effective_date = row.OptionalDate(12).value_or(base::Date()),
                  .description = row.Text(13),
                  .reverses = TextOrNone(row, 18)};
}

}  // namespace

Ledger LedgerOf(const mysql::Row& row) {
  return {{.id = row.Text(1),
           .display_name = row.Text(2),
           .village = row.Text(3),
           .chart = FindChart(row.Text(4)).value()},
          {row.Int64(0), row.Time(5), row.Text(6)}};
}

Account AccountOf(const mysql::Row& row) {
  return {.facts = {.ledger = row.Text(2),
                    .id = row.Text(3),
                    .display_name = row.Text(4),
                    .code = row.Text(5),
                    .normal_side = static_cast<Side>(row.Int64(6)),
                    .limit = static_cast<BalanceLimit>(row.Int64(7))},
          .ledger_number = row.Int64(1),
          .opened_position = row.Int64(0),
          .is_closed = !row.IsNull(8),
          .closed_position = row.OptionalInt64(8).value_or(0),
          .debits = {row.Int64(9)},
          .credits = {row.Int64(10)}};
}

PostedTransfer TransferOf(const mysql::Row& row) {
  return {.transfer = {.ledger = row.Text(3),
                       .id = row.Text(4),
                       .debit_account = row.Text(5),
                       .credit_account = row.Text(6),
                       .amount = {row.Int64(7)},
                       .effective_date = row.Date(8),
                       .description = row.Text(9),
                       .reverses = row.OptionalText(10).value_or("")},
          .posted = {row.Int64(0), row.Time(1), row.Text(2)},
          .is_reversed = !row.IsNull(11)};
}

Income IncomeOf(const mysql::Row& row) {
  return {{.key = {row.Text(4), static_cast<int>(row.Int64(5)),
                   static_cast<IncomeCategory>(row.Int64(6))},
           .amount = {row.Int64(7)},
           .source = row.Text(8),
           .origin = static_cast<DataOrigin>(row.Int64(9)),
           .transfer = row.Text(10),
           .correction_reason = row.Text(11),
           .request = {row.Text(3), base::DigestFromBytes(row.Text(12)),
                       base::DigestFromBytes(row.Text(13))}},
          {row.Int64(0), row.Time(1), row.Text(2)}};
}

Entry EntryOf(const mysql::Row& row) {
  Entry entry;
  entry.stamp = {row.Int64(0), row.Time(1), row.Text(2)};
  entry.request_id = row.Text(3);
  entry.peer = row.Text(42);
  entry.content = ContentOf(row);
  entry.content_digest = base::DigestFromBytes(row.Text(5));
  entry.chain_digest = base::DigestFromBytes(row.Text(6));
  entry.references = {.ledger = row.Int64(7),
                      .debit_account = NumberOrNone(row, 8),
                      .credit_account = NumberOrNone(row, 9),
                      .reverses = NumberOrNone(row, 10)};
  return entry;
}

absl::int128 SumOf(const mysql::Row& row, size_t column) {
  const std::string& text = row.Text(column);
  absl::int128 sum = 0;
  for (const char c : text) {
    if (c != '-') sum = sum * 10 + (c - '0');
  }
  return text.front() == '-' ? -sum : sum;
}

}  // namespace cobuild::finance
