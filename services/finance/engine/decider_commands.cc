// What each kind of command comes to: the domain's verdict, and the entries that follow from it.
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/decide.h"
#include "services/finance/engine/decider.h"

namespace cobuild::finance {

absl::StatusOr<Outcome> Decider::Decide(const CreateLedger& command, Book& book) {
  const LedgerFacts& facts = command.facts;
  const Ledger* same_id = book.FindLedger(facts.id);
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict, DecideCreateLedger(command, same_id));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return same_id->created;
  }
  const Stamp created = Append(LedgerCreated{facts}, {.ledger = NextPosition()});
  book.Put(Ledger{facts, created});
  for (const ChartAccount& account : AccountsOf(facts.chart)) {
    const std::string code(account.code);
    Open({.ledger = facts.id,
          .id = code,
          .display_name = std::string(account.name),
          .code = code,
          .normal_side = account.normal_side},
         created.position, book);
  }
  return created;
}

absl::StatusOr<Outcome> Decider::Decide(const OpenAccount& command, Book& book) {
  const Account* same_id = book.FindAccount({command.facts.ledger, command.facts.id});
  const Ledger* ledger = book.FindLedger(command.facts.ledger);
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict, DecideOpenAccount(command, same_id, ledger));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return *same_id;
  }
  return Open(command.facts, ledger->number(), book);
}

absl::StatusOr<Outcome> Decider::Decide(const CloseAccount& command, Book& book) {
  const Account* account = book.FindAccount({command.ledger, command.id});
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict, DecideCloseAccount(command, account));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return *account;
  }
  Account& closed = book.Own(*account);
  closed.is_closed = true;
  closed.closed_position =
      Append(AccountClosed{closed.facts, closed.debits},
             {.ledger = closed.ledger_number, .debit_account = closed.number()})
          .position;
  return closed;
}

absl::StatusOr<Outcome> Decider::Decide(const PostTransfer& command, Book& book) {
  const Transfer& transfer = command.transfer;
  const PostedTransfer* same_id = book.FindTransfer({transfer.ledger, transfer.id});
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict, DecideTransferId(transfer, same_id));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return same_id->posted;
  }
  COBUILD_ASSIGN_OR_RETURN(const PostedTransfer* posted, Move(transfer, 0, book));
  return posted->posted;
}

absl::StatusOr<Outcome> Decider::Decide(const ReverseTransfer& command, Book& book) {
  const PostedTransfer* same_id = book.FindTransfer({command.ledger, command.id});
  const PostedTransfer* original = book.FindTransfer({command.ledger, command.original});
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict, DecideReversal(command, same_id, original));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return *same_id;
  }
  const Transfer opposite =
      Opposite(original->transfer, command.id, command.effective_date, command.reason);
  PostedTransfer reversed = *original;
  reversed.is_reversed = true;
  COBUILD_ASSIGN_OR_RETURN(const PostedTransfer* posted,
                           Move(opposite, original->posted.position, book));
  book.Put(std::move(reversed));
  return *posted;
}

absl::StatusOr<Outcome> Decider::Decide(const RecordIncome& command, Book& book) {
  const Income* same_request = book.FindIncomeByRequest(command.request.key);
  const Ledger* ledger = book.FindLedger(command.key.village);
  const Income* standing = book.FindIncome(command.key);
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict,
                           DecideRecordIncome(command, same_request, ledger, standing));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return *same_request;
  }
  IncomeFacts facts{.key = command.key,
                    .amount = command.amount,
                    .source = command.source,
                    .origin = command.origin,
                    .transfer = "",
                    .correction_reason = "",
                    .request = command.request};
  const size_t mark = entries_.size();
  COBUILD_RETURN_IF_ERROR(PostIncome(facts, *ledger, book));
  return Record(std::move(facts), *ledger, mark, book);
}

absl::StatusOr<Outcome> Decider::Decide(const CorrectIncome& command, Book& book) {
  const Income* same_request = book.FindIncomeByRequest(command.request.key);
  const Income* standing = book.FindIncome(command.key);
  COBUILD_ASSIGN_OR_RETURN(const Verdict verdict,
                           DecideCorrectIncome(command, same_request, standing));
  if (verdict == Verdict::kStands) {
    ++repeats_;
    return *same_request;
  }
  const Ledger* ledger = book.FindLedger(command.key.village);
  IncomeFacts facts = standing->facts;
  facts.amount = command.amount;
  facts.transfer = "";
  facts.correction_reason = command.reason;
  facts.request = command.request;
  const size_t mark = entries_.size();
  if (standing->facts.amount.value > 0) {
    COBUILD_RETURN_IF_ERROR(Decide(ReversalFor(*standing, command), book).status());
  }
  if (command.amount.value > 0) COBUILD_RETURN_IF_ERROR(PostIncome(facts, *ledger, book));
  return Record(std::move(facts), *ledger, mark, book);
}

// Posts the amount and names the transfer in `facts`.
absl::Status Decider::PostIncome(IncomeFacts& facts, const Ledger& ledger, Book& book) {
  const Transfer transfer = TransferFor(facts, ledger.facts.chart);
  facts.transfer = transfer.id;
  return Decide(PostTransfer{transfer}, book).status();
}

// The entries from `mark` on are of the same request.
Income Decider::Record(IncomeFacts facts, const Ledger& ledger, size_t mark, Book& book) {
  const Stamp recorded = Append(IncomeRecorded{facts}, {.ledger = ledger.number()});
  for (size_t index = mark; index < entries_.size(); ++index) {
    entries_[index].request_id = facts.request.id;
  }
  Income income{std::move(facts), recorded};
  book.Put(income);
  return income;
}

absl::StatusOr<const PostedTransfer*> Decider::Move(const Transfer& transfer, int64_t reverses,
                                                    Book& book) {
  const Account* debit = book.FindAccount({transfer.ledger, transfer.debit_account});
  const Account* credit = book.FindAccount({transfer.ledger, transfer.credit_account});
  COBUILD_RETURN_IF_ERROR(CheckMovement(transfer, debit, credit));
  const Stamp& stamp = Append(transfer, {.ledger = debit->ledger_number,
                                         .debit_account = debit->number(),
                                         .credit_account = credit->number(),
                                         .reverses = reverses});
  book.Own(*debit).debits.value += transfer.amount.value;
  book.Own(*credit).credits.value += transfer.amount.value;
  return &book.Put(PostedTransfer{transfer, stamp});
}

const Account& Decider::Open(const AccountFacts& facts, int64_t ledger_number, Book& book) {
  // An account's opening refers to itself, so that a statement of the account begins with it.
  const int64_t number = NextPosition();
  Append(AccountOpened{facts}, {.ledger = ledger_number, .debit_account = number});
  return book.Put(
      Account{.facts = facts, .ledger_number = ledger_number, .opened_position = number});
}

}  // namespace cobuild::finance
