// The way of callers' submissions to the poster: what a caller does not reach is refused here,
// before anything is decided. So scope decides who may ask, the rules what may be done, and the
// journal tells nothing of it. What was accepted once is asked for anew in the same way: a
// repetition is answered only to whoever still reaches it.
#pragma once

#include "absl/status/status.h"
#include "common/scope/reach.h"
#include "services/finance/engine/ledger_places.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/engine/poster.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// Thread-safe.
class Intake {
 public:
  // All outlive it.
  Intake(Poster& poster, LedgerPlaces& ledgers, const LiveRecords& records)
      : poster_(poster), ledgers_(ledgers), records_(records) {}

  // As Poster::Submit. Does not block for a caller who reaches everything; for others it may read
  // from the store. An item whose caller does not see what it names is refused as if that did not
  // exist, before any other rule; one whose caller does not wholly hold it, or would put something
  // elsewhere, is PERMISSION_DENIED OUT_OF_SCOPE. In a batch the others are decided as ever.
  void Submit(const scope::Reach& reach, Submission submission);

 private:
  // Marks the items that are refused. Not OK when the store failed: then nothing is decided.
  absl::Status MarkRefused(const scope::Reach& reach, Submission& submission);

  Poster& poster_;
  LedgerPlaces& ledgers_;
  const LiveRecords& records_;
};

}  // namespace cobuild::finance
