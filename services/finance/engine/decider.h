// Decides the submissions of one group in order, with the domain's rules over a book, and makes the
// journal entries of what is accepted. Pure: no clock, no store.
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
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class Decider {
 public:
  // `book` holds what the group's commands name (loader.h) as it stands at `head`; it takes what is
  // accepted.
  Decider(Book& book, const Head& head, base::Timestamp now);

  Results Decide(const Submission& submission);

  // How many commands were found done already.
  int repeats() const { return repeats_; }

  // The entries of all that was accepted, chained, with the accounts that they touch. Once, at the
  // end.
  Batch TakeBatch();

 private:
  // Items [first, last) of `submission`, all or none.
  void DecideChain(const Submission& submission, size_t first, size_t last, Book& book,
                   Results& results);
  Results DecideAll(const Submission& submission, Book& book);

  absl::StatusOr<Outcome> Decide(const CreateLedger& command, Book& book);
  absl::StatusOr<Outcome> Decide(const OpenAccount& command, Book& book);
  absl::StatusOr<Outcome> Decide(const CloseAccount& command, Book& book);
  absl::StatusOr<Outcome> Decide(const PostTransfer& command, Book& book);
  absl::StatusOr<Outcome> Decide(const ReverseTransfer& command, Book& book);
  absl::StatusOr<Outcome> Decide(const RecordIncome& command, Book& book);
  absl::StatusOr<Outcome> Decide(const CorrectIncome& command, Book& book);

  absl::Status PostIncome(IncomeFacts& facts, const Ledger& ledger, Book& book);
  Income Record(IncomeFacts facts, const Ledger& ledger, size_t mark, Book& book);
  absl::StatusOr<const PostedTransfer*> Move(const Transfer& transfer, int64_t reverses,
                                             Book& book);
  const Account& Open(const AccountFacts& facts, int64_t ledger_number, Book& book);
  // The entry's stamp, until the next Append.
  const Stamp& Append(Content content, References references);

  int64_t NextPosition() const;

  Book& book_;
  const Head head_;
  const base::Timestamp now_;
  const Submission* submission_ = nullptr;  // the one that is being decided
  std::vector<Entry> entries_;
  int repeats_ = 0;
};

}  // namespace cobuild::finance
