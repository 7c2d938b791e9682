// Units: what a rule over records has come to becomes ledgers, accounts, transfers and records.
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/finance/domain/decide.h"
#include "services/finance/domain/errors.h"
#include "services/finance/engine/decider.h"

namespace cobuild::finance {
namespace {

// The book over what the journal holds.
class BookStanding : public Standing {
 public:
  BookStanding(const Book& book, UnitSource& source) : book_(book), source_(source) {}

  const Ledger* FindLedger(const std::string& id) override {
    if (absl::Status status = source_.BringLedger(id); !status.ok()) status_ = std::move(status);
    return book_.FindLedger(id);
  }

  const Account* FindAccount(const std::string& ledger, const std::string& id) override {
    absl::Status status = source_.BringAccounts({{ledger, id}});
    if (!status.ok()) status_ = std::move(status);
    return book_.FindAccount({ledger, id});
  }

  const Income* FindIncome(const IncomeKey& key) override {
    if (absl::Status status = source_.BringIncome(key); !status.ok()) status_ = std::move(status);
    return book_.FindIncome(key);
  }

  // What went wrong while something was looked for.
  const absl::Status& status() const { return status_; }

 private:
  std::optional<AnyRecord> FindAny(size_t kind, const std::string& id) override {
    if (const AnyRecord* stated = book_.FindRecord(kind, id)) return *stated;
    return source_.FindRecord(kind, id);
  }

  const Book& book_;
  UnitSource& source_;
  absl::Status status_;
};

void Name(const Transfer& transfer, std::vector<Key>& accounts) {
  accounts.push_back({transfer.ledger, transfer.debit_account});
  accounts.push_back({transfer.ledger, transfer.credit_account});
}

// A store that fails is no refusal: the group is decided again, or its callers hear of it.
absl::Status Failed(absl::Status status, absl::Status& failure) {
  if (!status.ok() && failure.ok()) failure = status;
  return status;
}

}  // namespace

absl::StatusOr<Outcome> Decider::Decide(const ChangeRecords& command, Book& book) {
  const AnsweredRequest* in_group = book.FindRequest(command.request.key);
  const std::optional<AnsweredRequest> answered =
      in_group != nullptr ? *in_group : source_.FindRequest(command.request.key);
  if (answered && answered->request.content != command.request.content) {
    return errors::RequestIdReused();
  }
  if (answered) {
    ++repeats_;
    return answered->record;
  }
  BookStanding standing(book, source_);
  absl::StatusOr<Unit> unit = command.decide(standing);
  COBUILD_RETURN_IF_ERROR(Failed(standing.status(), failure_));
  COBUILD_RETURN_IF_ERROR(unit.status());
  if (unit->stands) {
    ++repeats_;
    return *unit->stands;
  }
  return Post(*std::move(unit), command.request, book);
}

absl::StatusOr<Outcome> Decider::Post(Unit unit, const RequestClaim& request, Book& book) {
  COBUILD_RETURN_IF_ERROR(Failed(Bring(unit), failure_));
  const size_t mark = entries_.size();
  for (const LedgerFacts& facts : unit.ledgers) {
    if (book.FindLedger(facts.id) != nullptr) return errors::LedgerIdReused(facts.id);
    const Stamp created = Append(LedgerCreated{facts}, {.ledger = NextPosition()});
    book.Put(Ledger{facts, created});
  }
  for (const AccountFacts& facts : unit.accounts) {
    if (book.FindAccount({facts.ledger, facts.id}) != nullptr) continue;
    const Ledger* ledger = book.FindLedger(facts.ledger);
    if (ledger == nullptr) return errors::LedgerNotFound(facts.ledger);
    Open(facts, ledger->number(), book);
  }
  for (const UnitTransfer& one : unit.transfers) {
    if (book.FindTransfer({one.transfer.ledger, one.transfer.id}) != nullptr) {
      return errors::TransferIdReused(one.transfer.ledger, one.transfer.id);
    }
    COBUILD_ASSIGN_OR_RETURN(const int64_t reverses, Reverse(one.transfer, book));
    const absl::Status moved = Move(one.transfer, reverses, book).status();
    if (error::ReasonOf(moved) == "DEBIT_LIMIT_EXCEEDED" && !one.when_exceeded.ok()) {
      return one.when_exceeded;
    }
    COBUILD_RETURN_IF_ERROR(moved);
  }
  for (AnyRecord& record : unit.records) {
    RecordStated stated{record, std::nullopt};
    const bool is_answer = &record == &unit.records.back();
    if (is_answer) stated.request = request;
    const Stamp& stamp = Append(std::move(stated), {});
    record.position = stamp.position;
    record.record_time = stamp.time;
    record.actor = stamp.actor;
    book.Put(record);
    if (is_answer) book.Put(AnsweredRequest{request, record});
  }
  for (size_t index = mark; index < entries_.size(); ++index) {
    entries_[index].request_id = request.id;
  }
  return std::move(unit.records.back());
}

absl::StatusOr<int64_t> Decider::Reverse(const Transfer& transfer, Book& book) {
  if (transfer.reverses.empty()) return 0;
  const PostedTransfer* original = book.FindTransfer({transfer.ledger, transfer.reverses});
  if (original == nullptr) return errors::TransferNotFound(transfer.ledger, transfer.reverses);
  PostedTransfer reversed = *original;
  reversed.is_reversed = true;
  return book.Put(std::move(reversed)).posted.position;
}

absl::Status Decider::Bring(const Unit& unit) {
  std::vector<Key> accounts;
  std::vector<Key> transfers;
  std::vector<Key> originals;
  for (const LedgerFacts& facts : unit.ledgers) {
    COBUILD_RETURN_IF_ERROR(source_.BringLedger(facts.id));
  }
  for (const AccountFacts& facts : unit.accounts) {
    COBUILD_RETURN_IF_ERROR(source_.BringLedger(facts.ledger));
    accounts.push_back({facts.ledger, facts.id});
  }
  for (const UnitTransfer& one : unit.transfers) {
    Name(one.transfer, accounts);
    transfers.push_back({one.transfer.ledger, one.transfer.id});
    if (!one.transfer.reverses.empty()) {
      originals.push_back({one.transfer.ledger, one.transfer.reverses});
    }
  }
  COBUILD_RETURN_IF_ERROR(source_.BringAccounts(accounts));
  COBUILD_RETURN_IF_ERROR(source_.BringTransfers(originals));
  // Nothing but malice takes an id that follows from a request's digest, but then the neighbours in
  // the group shall not suffer.
  return look_up_ids_ && !transfers.empty() ? source_.BringTransfers(transfers) : absl::OkStatus();
}

}  // namespace cobuild::finance
