// Rows of the books' tables as what they mean, with the columns that each reading needs.
#pragma once

#include <string_view>

#include "absl/numeric/int128.h"
#include "common/mysql/value.h"
#include "services/finance/domain/entry.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

// journal.kind.
enum class EntryKind {
  kLedgerCreated = 1,
  kAccountOpened = 2,
  kAccountClosed = 3,
  kTransfer = 4,
  kIncomeRecorded = 5,
  kRecordStated = 6,
};

// SELECT lists with their FROM and JOINs; what follows is WHERE. Columns are in the order in which
// the functions below read them. Tables: l ledgers, a accounts, j journal, i incomes.
extern const std::string_view kSelectLedgers;
extern const std::string_view kSelectAccounts;
extern const std::string_view kSelectTransfers;
extern const std::string_view kSelectIncomes;
extern const std::string_view kSelectEntries;

Ledger LedgerOf(const mysql::Row& row);
Account AccountOf(const mysql::Row& row);
PostedTransfer TransferOf(const mysql::Row& row);
Income IncomeOf(const mysql::Row& row);
// Whatever the row is, so that an entry that was tampered with can be shown to be wrong.
Entry EntryOf(const mysql::Row& row);

// A sum that the statement cast to text.
absl::int128 SumOf(const mysql::Row& row, size_t column);

}  // namespace cobuild::finance
