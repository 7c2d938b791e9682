// Decides the submissions of one group in order, with the domain's rules over a book, and makes the
// journal entries of what is accepted. No clock, and no store but for what units turn out to name.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/finance/domain/command.h"
#include "services/finance/domain/entry.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/submission.h"
#include "services/finance/engine/unit_source.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class Decider {
 public:
  // `book` holds what the group's commands name (loader.h) as it stands at `head`; it takes what is
  // accepted. `source` finds what units name; `look_up_ids` as LoadFor has it.
  Decider(Book& book, const Head& head, base::Timestamp now, UnitSource& source, bool look_up_ids);

  Results Decide(const Submission& submission);

  // How many commands were found done already.
  int repeats() const { return repeats_; }
  // Not OK when the store failed while a unit was decided: then nothing here counts.
  const absl::Status& failure() const { return failure_; }

  // The entries of all that was accepted, chained, with the accounts that they touch. Once, at the
  // end.
  Batch TakeBatch();

 private:
  // Items [first, last) of `submission`, all or none.
  void DecideChain(const Submission& submission, size_t first, size_t last, Book& book,
                   Results& results);
  Results DecideAll(const Submission& submission, Book& book);

  absl::StatusOr<Outcome> Decide(const Item& item, Book& book);
  absl::StatusOr<Outcome> Decide(const CreateLedger& command, Book& book);
  absl::StatusOr<Outcome> Decide(const OpenAccount& command, Book& book);
  absl::StatusOr<Outcome> Decide(const CloseAccount& command, Book& book);
  absl::StatusOr<Outcome> Decide(const PostTransfer& command, Book& book);
  absl::StatusOr<Outcome> Decide(const ReverseTransfer& command, Book& book);
  absl::StatusOr<Outcome> Decide(const RecordIncome& command, Book& book);
  absl::StatusOr<Outcome> Decide(const CorrectIncome& command, Book& book);
  absl::StatusOr<Outcome> Decide(const ChangeRecords& command, Book& book);

  absl::Status PostIncome(IncomeFacts& facts, const Ledger& ledger, Book& book);
  Income Record(IncomeFacts facts, const Ledger& ledger, size_t mark, Book& book);
  absl::StatusOr<Outcome> Post(Unit unit, const RequestClaim& request, Book& book);
  absl::Status Bring(const Unit& unit);
  // The position of what `transfer` reverses, which is marked so; 0 when it reverses nothing.
  absl::StatusOr<int64_t> Reverse(const Transfer& transfer, Book& book);
  absl::StatusOr<const PostedTransfer*> Move(const Transfer& transfer, int64_t reverses,
                                             Book& book);
  const Account& Open(const AccountFacts& facts, int64_t ledger_number, Book& book);
  // The entry's stamp, until the next Append.
  const Stamp& Append(Content content, References references);

  int64_t NextPosition() const;

  Book& book_;
  const Head head_;
  const base::Timestamp now_;
  UnitSource& source_;
  const bool look_up_ids_;
  const Submission* submission_ = nullptr;  // the one that is being decided
  std::vector<Entry> entries_;
  int repeats_ = 0;
  absl::Status failure_;
};

}  // namespace cobuild::finance
