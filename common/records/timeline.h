// How far a state in memory has come, and when its positions were recorded.
//
// Positions are added in order, a large transaction's in several steps, and are seen once Advance
// has reached them: so a reader between two steps sees whole transactions only.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/base/time.h"
#include "common/records/moment.h"

namespace cobuild::records {

class Timeline {
 public:
  // The record time never goes back; all positions of one transaction have the same.
  void Add(int64_t position, base::Timestamp record_time);
  // Shows everything up to `position`, at most loaded(); a lower one than before changes nothing.
  void Advance(int64_t position);

  // The last position that was added.
  int64_t loaded() const { return loaded_; }
  // The last position that reads see.
  int64_t position() const { return position_; }

  // The last position recorded at `time` or before it, seen or not; 0 when there is none.
  int64_t PositionAt(base::Timestamp time) const;
  // INVALID_ARGUMENT OUT_OF_RANGE of known_at.position for a position ahead of position(): what
  // will be known by then is not known yet.
  absl::StatusOr<int64_t> PositionOf(const base::KnownAt& known_at) const;
  absl::StatusOr<Moment> MomentOf(const ReadAt& at) const;

 private:
  // One for each transaction.
  struct Commit {
    int64_t last_position;
    base::Timestamp record_time;
  };
  std::vector<Commit> commits_;
  int64_t loaded_ = 0;
  int64_t position_ = 0;
};

}  // namespace cobuild::records
