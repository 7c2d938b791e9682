#include "services/finance/engine/intake.h"

#include <string>
#include <utility>
#include <variant>

#include "services/finance/domain/errors.h"
#include "services/finance/domain/names.h"
#include "services/finance/domain/places.h"

namespace cobuild::finance {
namespace {

// The records as reads see them. What says where a record is never changes, so no lock is held
// until the command is decided; a record that is not here yet is not seen yet.
class SeenRecords : public Standing {
 public:
  explicit SeenRecords(const LiveRecords& records) : records_(records) {}

  const Ledger* FindLedger(const std::string&) override { return nullptr; }
  const Account* FindAccount(const std::string&, const std::string&) override { return nullptr; }
  const Income* FindIncome(const IncomeKey&) override { return nullptr; }

 private:
  std::optional<AnyRecord> FindAny(size_t kind, const std::string& id) override {
    return records_.Read([&](const RecordState& state) { return state.Find(kind, id); });
  }

  const LiveRecords& records_;
};

// What one caller may ask for.
class Caller {
 public:
  Caller(const scope::Reach& reach, LedgerPlaces& ledgers, const LiveRecords& records)
      : reach_(reach), ledgers_(ledgers), records_(records) {}

  absl::Status Check(const Command& command) {
    return std::visit([this](const auto& kind) { return CheckKind(kind); }, command);
  }

  // Not OK when the store failed: then no check counts.
  const absl::Status& failure() const { return failure_; }

 private:
  absl::Status CheckKind(const CreateLedger& command) {
    if (IsKeptByRules(command.facts.id) || reach_.Changes(PlacesOf(command.facts))) {
      return absl::OkStatus();
    }
    return scope::OutOfScope(LedgerName(command.facts.id));
  }
  absl::Status CheckKind(const OpenAccount& command) {
    return CheckLedger(command.facts.ledger,
                       [&] { return errors::LedgerNotFound(command.facts.ledger); });
  }
  absl::Status CheckKind(const CloseAccount& command) {
    return CheckLedger(command.ledger,
                       [&] { return errors::AccountNotFound(command.ledger, command.id); });
  }
  absl::Status CheckKind(const PostTransfer& command) {
    return CheckLedger(command.transfer.ledger,
                       [&] { return errors::DebitAccountNotFound(command.transfer); });
  }
  absl::Status CheckKind(const ReverseTransfer& command) {
    return CheckLedger(command.ledger,
                       [&] { return errors::TransferNotFound(command.ledger, command.original); });
  }
  absl::Status CheckKind(const RecordIncome& command) {
    return CheckIncome(command.key,
                       [&] { return errors::VillageLedgerNotFound(command.key.village); });
  }
  absl::Status CheckKind(const CorrectIncome& command) {
    return CheckIncome(command.key, [&] { return errors::IncomeNotFound(command.key); });
  }
  absl::Status CheckKind(const ChangeRecords& command) {
    if (!command.within) return scope::OutOfScope("");
    SeenRecords standing(records_);
    return command.within(reach_, standing);
  }

  // An income is where its village is, whoever else its books belong to.
  template <class NotFound>
  absl::Status CheckIncome(const IncomeKey& key, const NotFound& not_found) {
    return reach_.HasDivision(key.village) ? CheckLedger(key.village, not_found) : not_found();
  }

  // The rules refuse everything by hand in a ledger that is kept by them, whether it is there or
  // not.
  template <class NotFound>
  absl::Status CheckLedger(const std::string& ledger, const NotFound& not_found) {
    if (IsKeptByRules(ledger)) return absl::OkStatus();
    switch (HoldOf(ledger)) {
      case Hold::kNothing:
        return not_found();
      case Hold::kPart:
        return scope::OutOfScope(LedgerName(ledger));
      case Hold::kWhole:
        break;
    }
    return absl::OkStatus();
  }

  // Batches are mostly of one ledger.
  Hold HoldOf(const std::string& ledger) {
    if (last_ledger_ != nullptr && *last_ledger_ == ledger) return last_hold_;
    const absl::StatusOr<Hold> hold = ledgers_.HoldOf(reach_, ledger);
    if (!hold.ok()) {
      failure_ = hold.status();
      return Hold::kNothing;
    }
    last_ledger_ = &ledger;
    last_hold_ = *hold;
    return last_hold_;
  }

  const scope::Reach& reach_;
  LedgerPlaces& ledgers_;
  const LiveRecords& records_;
  const std::string* last_ledger_ = nullptr;  // of a command of the same submission
  Hold last_hold_ = Hold::kNothing;
  absl::Status failure_;
};

}  // namespace

void Intake::Submit(const scope::Reach& reach, Submission submission) {
  if (reach.everything()) return poster_.Submit(std::move(submission));
  absl::Status status = MarkRefused(reach, submission);
  if (!status.ok()) return submission.done(std::move(status));
  if (submission.items.size() == 1 && !submission.items[0].refused.ok()) {
    return submission.done(Results{submission.items[0].refused});
  }
  poster_.Submit(std::move(submission));
}

absl::Status Intake::MarkRefused(const scope::Reach& reach, Submission& submission) {
  Caller caller(reach, ledgers_, records_);
  for (Item& item : submission.items) item.refused = caller.Check(item.command);
  return caller.failure();
}

}  // namespace cobuild::finance
