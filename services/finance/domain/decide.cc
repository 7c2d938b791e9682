#include "services/finance/domain/decide.h"

#include <optional>

#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

bool IsSame(const ReverseTransfer& command, const Transfer& posted) {
  return posted.reverses == command.original && posted.effective_date == command.effective_date &&
         posted.description == command.reason;
}

bool ExceedsDebitLimit(const Account& account, money::Fen debits) {
  return account.facts.limit == BalanceLimit::kDebitsMustNotExceedCredits &&
         debits > account.credits;
}

bool ExceedsCreditLimit(const Account& account, money::Fen credits) {
  return account.facts.limit == BalanceLimit::kCreditsMustNotExceedDebits &&
         credits > account.debits;
}

}  // namespace

absl::StatusOr<Verdict> DecideCreateLedger(const CreateLedger& command, const Ledger* same_id) {
  if (IsKeptByRules(command.facts.id)) return errors::LedgerKeptByRules(command.facts.id);
  if (same_id == nullptr) return Verdict::kNew;
  if (same_id->facts == command.facts) return Verdict::kStands;
  return errors::LedgerIdReused(command.facts.id);
}

absl::StatusOr<Verdict> DecideOpenAccount(const OpenAccount& command, const Account* same_id,
                                          const Ledger* ledger) {
  const AccountFacts& facts = command.facts;
  if (IsKeptByRules(facts.ledger)) return errors::LedgerKeptByRules(facts.ledger);
  if (same_id != nullptr && same_id->facts == facts) return Verdict::kStands;
  if (same_id != nullptr) return errors::AccountIdReused(facts.ledger, facts.id);
  if (ledger == nullptr) return errors::LedgerNotFound(facts.ledger);
  const Chart chart = ledger->facts.chart;
  const bool code_fits =
      chart == Chart::kNone ? facts.code.empty() : FindChartAccount(chart, facts.code) != nullptr;
  if (!code_fits) return errors::CodeNotInChart(facts.code, chart);
  return Verdict::kNew;
}

absl::StatusOr<Verdict> DecideCloseAccount(const CloseAccount& command, const Account* account) {
  if (IsKeptByRules(command.ledger)) return errors::LedgerKeptByRules(command.ledger);
  if (account == nullptr) return errors::AccountNotFound(command.ledger, command.id);
  if (account->is_closed) return Verdict::kStands;
  if (account->debits != account->credits) return errors::AccountNotSettled(*account);
  return Verdict::kNew;
}

absl::StatusOr<Verdict> DecideTransferId(const Transfer& transfer, const PostedTransfer* same_id) {
  if (IsKeptByRules(transfer.ledger)) return errors::LedgerKeptByRules(transfer.ledger);
  if (same_id == nullptr) return Verdict::kNew;
  if (same_id->transfer == transfer) return Verdict::kStands;
  return errors::TransferIdReused(transfer.ledger, transfer.id);
}

absl::Status CheckMovement(const Transfer& transfer, const Account* debit, const Account* credit) {
  if (debit == nullptr) return errors::DebitAccountNotFound(transfer);
  if (credit == nullptr) return errors::CreditAccountNotFound(transfer);
  if (debit->is_closed) return errors::DebitAccountClosed(transfer);
  if (credit->is_closed) return errors::CreditAccountClosed(transfer);
  const std::optional<money::Fen> debits = money::Add(debit->debits, transfer.amount);
  if (!debits) return errors::BalanceOverflow(*debit);
  const std::optional<money::Fen> credits = money::Add(credit->credits, transfer.amount);
  if (!credits) return errors::BalanceOverflow(*credit);
  if (ExceedsDebitLimit(*debit, *debits)) {
    return errors::DebitLimitExceeded(*debit, transfer.amount);
  }
  if (ExceedsCreditLimit(*credit, *credits)) {
    return errors::CreditLimitExceeded(*credit, transfer.amount);
  }
  return absl::OkStatus();
}

absl::StatusOr<Verdict> DecideReversal(const ReverseTransfer& command,
                                       const PostedTransfer* same_id,
                                       const PostedTransfer* original) {
  if (IsKeptByRules(command.ledger)) return errors::LedgerKeptByRules(command.ledger);
  if (same_id != nullptr && IsSame(command, same_id->transfer)) return Verdict::kStands;
  if (same_id != nullptr) return errors::TransferIdReused(command.ledger, command.id);
  if (original == nullptr) return errors::TransferNotFound(command.ledger, command.original);
  if (original->is_reversed) return errors::AlreadyReversed(command.ledger, command.original);
  if (!original->transfer.reverses.empty()) {
    return errors::ReversalOfReversal(command.ledger, command.original);
  }
  return Verdict::kNew;
}

absl::StatusOr<Verdict> DecideRecordIncome(const RecordIncome& command, const Income* same_request,
                                           const Ledger* ledger, const Income* standing) {
  if (same_request != nullptr && same_request->facts.request == command.request) {
    return Verdict::kStands;
  }
  if (same_request != nullptr) return errors::RequestIdReused();
  if (ledger == nullptr) return errors::VillageLedgerNotFound(command.key.village);
  if (!IsInForce(ledger->facts.chart, LastDayOf(command.key.year))) {
    return errors::ChartNotInForce(ledger->facts.chart, command.key.year);
  }
  if (standing != nullptr) return errors::IncomeAlreadyRecorded(command.key);
  return Verdict::kNew;
}

absl::StatusOr<Verdict> DecideCorrectIncome(const CorrectIncome& command,
                                            const Income* same_request, const Income* standing) {
  if (same_request != nullptr && same_request->facts.request == command.request) {
    return Verdict::kStands;
  }
  if (same_request != nullptr) return errors::RequestIdReused();
  if (standing == nullptr) return errors::IncomeNotFound(command.key);
  if (!command.etag.empty() && command.etag != EtagOf(*standing)) {
    return errors::EtagMismatch(EtagOf(*standing));
  }
  if (standing->facts.amount == command.amount) return errors::IncomeUnchanged(command.key);
  return Verdict::kNew;
}

Transfer TransferFor(const IncomeFacts& facts, Chart chart) {
  return {.ledger = facts.key.village,
          .id = IdFrom("income", facts.request),
          .debit_account = std::string(kBankAccount),
          .credit_account = std::string(CodeOf(facts.key.category, chart)),
          .amount = facts.amount,
          .effective_date = LastDayOf(facts.key.year),
          .description = facts.source,
          .reverses = ""};
}

ReverseTransfer ReversalFor(const Income& standing, const CorrectIncome& command) {
  return {.ledger = standing.facts.key.village,
          .id = IdFrom("reversal", command.request),
          .original = standing.facts.transfer,
          .effective_date = LastDayOf(standing.facts.key.year),
          .reason = command.reason};
}

}  // namespace cobuild::finance
