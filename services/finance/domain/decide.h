// The rules of the books: pure functions of a command and of what stands. One rule a line, in the
// documented order. A nullptr says that the thing does not exist.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/finance/domain/command.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

enum class Verdict {
  kNew,     // to be done
  kStands,  // done before, with the same content: the answer is what stands
};

// LEDGER_KEPT_BY_RULES, LEDGER_ID_REUSED.
absl::StatusOr<Verdict> DecideCreateLedger(const CreateLedger& command, const Ledger* same_id);

// LEDGER_KEPT_BY_RULES, ACCOUNT_ID_REUSED, LEDGER_NOT_FOUND, CODE_NOT_IN_CHART.
absl::StatusOr<Verdict> DecideOpenAccount(const OpenAccount& command, const Account* same_id,
                                          const Ledger* ledger);

// LEDGER_KEPT_BY_RULES, ACCOUNT_NOT_FOUND, ACCOUNT_NOT_SETTLED.
absl::StatusOr<Verdict> DecideCloseAccount(const CloseAccount& command, const Account* account);

// LEDGER_KEPT_BY_RULES, TRANSFER_ID_REUSED; then the caller checks the movement.
absl::StatusOr<Verdict> DecideTransferId(const Transfer& transfer, const PostedTransfer* same_id);

// DEBIT_ACCOUNT_NOT_FOUND, CREDIT_ACCOUNT_NOT_FOUND, DEBIT_ACCOUNT_CLOSED, CREDIT_ACCOUNT_CLOSED,
// BALANCE_OVERFLOW, DEBIT_LIMIT_EXCEEDED, CREDIT_LIMIT_EXCEEDED.
absl::Status CheckMovement(const Transfer& transfer, const Account* debit, const Account* credit);

// LEDGER_KEPT_BY_RULES, TRANSFER_ID_REUSED, TRANSFER_NOT_FOUND, ALREADY_REVERSED,
// REVERSAL_OF_REVERSAL; then the caller checks the movement of the opposite.
absl::StatusOr<Verdict> DecideReversal(const ReverseTransfer& command,
                                       const PostedTransfer* same_id,
                                       const PostedTransfer* original);

// REQUEST_ID_REUSED, VILLAGE_LEDGER_NOT_FOUND, CHART_NOT_IN_FORCE, INCOME_ALREADY_RECORDED; then
// the caller decides the transfer.
absl::StatusOr<Verdict> DecideRecordIncome(const RecordIncome& command, const Income* same_request,
                                           const Ledger* ledger, const Income* standing);

// REQUEST_ID_REUSED, INCOME_NOT_FOUND, ETAG_MISMATCH, INCOME_UNCHANGED; then the caller decides the
// reversal and the transfer.
absl::StatusOr<Verdict> DecideCorrectIncome(const CorrectIncome& command,
                                            const Income* same_request, const Income* standing);

// The transfer that posts an income: debit 102, credit the category's account, on the year's last
// day. Its id derives from the request. `chart` is not kNone.
Transfer TransferFor(const IncomeFacts& facts, Chart chart);

// The reversal of what `standing`, whose amount is above zero, has posted.
ReverseTransfer ReversalFor(const Income& standing, const CorrectIncome& command);

}  // namespace cobuild::finance
