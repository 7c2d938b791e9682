// Where records are kept. They are inserted and never changed; each has the position that recorded
// it, and positions are contiguous in the order of commits. So what is read up to a committed
// position never changes either.
//
// Statuses are those of common/mysql/errors.h: UNAVAILABLE when the store cannot be reached
// (COMMIT_UNKNOWN: the outcome of a commit is not known), ABORTED after too many conflicts,
// RESOURCE_EXHAUSTED when it is full.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/feed/log.h"

namespace cobuild::records {

// Positions that one ReadRows spans at most.
inline constexpr int kMaxRowsRead = 2'000;

// One writing transaction.
template <class RowsType>
class Writer {
 public:
  virtual ~Writer() = default;

  // Its LockHead is the first statement of every transaction, its Publish the last.
  virtual feed::Log& log() = 0;

  // The rows recorded at positions after `after` up to `upto`, at most kMaxRowsRead of them, with
  // their record time and actor.
  virtual absl::StatusOr<RowsType> ReadRows(int64_t after, int64_t upto) = 0;

  // Inserts rows at the positions that Publish will give them; their record time and actor are
  // ignored. ALREADY_EXISTS for a position that is taken.
  virtual absl::Status InsertRows(const RowsType& rows) = 0;
};

// Thread-safe. Reads see what is committed and never wait for a writer.
template <class RowsType, class WriterType = Writer<RowsType>>
class Store {
 public:
  using Rows = RowsType;
  using Writer = WriterType;

  virtual ~Store() = default;

  // Runs `body` in a transaction that commits when it returns OK and leaves nothing behind
  // otherwise. After a conflict it runs again, a bounded number of times: it forgets first what an
  // earlier run found.
  virtual absl::Status ReadWrite(const std::function<absl::Status(WriterType&)>& body) = 0;

  virtual absl::StatusOr<feed::Head> ReadHead() = 0;
  // As Writer::ReadRows.
  virtual absl::StatusOr<RowsType> ReadRows(int64_t after, int64_t upto) = 0;
  // The changes after position `after`, at most `limit` (1 to 1,000), in order without a gap.
  virtual absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) = 0;
};

}  // namespace cobuild::records
