// The journal as a feed: each entry is a change, and its after-image is rebuilt from the entry.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/feed/commit_signal.h"
#include "common/feed/source.h"
#include "services/finance/engine/ledger_places.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// The change that an entry is.
feed::v1::Change ChangeOf(const Entry& entry);

class FeedSource : public feed::Source {
 public:
  // All outlive it. `places` and `records` say where what an entry changed is.
  FeedSource(Reader& reader, feed::CommitSignal& commits, LedgerPlaces& places,
             LiveRecords& records)
      : reader_(reader), commits_(commits), places_(places), records_(records) {}

  std::vector<std::string> ResourceTypes() const override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<std::vector<feed::v1::Change>> List(int64_t after, int limit,
                                                     const scope::Reach& reach) override;
  absl::StatusOr<std::vector<feed::v1::SnapshotResource>> ListStanding(
      int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) override;
  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    commits_.WaitBeyond(after, deadline);
  }

 private:
  // Brings the records up to the last of the entries, which another process may have committed just
  // now: what it stated may say where an entry is.
  absl::Status CatchUpTo(const scope::Reach& reach, const std::vector<Entry>& entries);
  // Whether the reach sees what the entry changed, as it was then.
  absl::StatusOr<bool> Sees(const scope::Reach& reach, const Entry& entry);

  Reader& reader_;
  feed::CommitSignal& commits_;
  LedgerPlaces& places_;
  LiveRecords& records_;
};

}  // namespace cobuild::finance
