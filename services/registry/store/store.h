// Where the registry's records are kept. Rows are inserted and never changed; each carries the
// position that recorded it, and positions are contiguous in the order of commits. So what is read
// up to a committed position never changes either.
//
// Statuses are those of common/mysql/errors.h: UNAVAILABLE when the store cannot be reached
// (COMMIT_UNKNOWN: the outcome of a commit is not known), ABORTED after too many conflicts,
// RESOURCE_EXHAUSTED when it is full.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "common/feed/log.h"
#include "services/registry/domain/import.h"
#include "services/registry/domain/rows.h"

namespace cobuild::registry {

// Positions that one ReadRows spans at most.
inline constexpr int64_t kMaxRowsRead = 2'000;

// What came of an import request. Kept apart from the feed's outcomes, since an import that changes
// nothing has no change of its own, and since a retry must tell the same counts.
struct KeptImport {
  std::string principal;
  std::string request_id;
  base::Digest digest{};
  ImportHeader header;
  int64_t rows_received = 0;
  int64_t rows_unchanged = 0;
  int64_t position = 0;

  bool operator==(const KeptImport&) const = default;
};

// One writing transaction.
class Writer {
 public:
  virtual ~Writer() = default;

  // Its LockHead is the first statement of every transaction, its Publish the last.
  virtual feed::Log& log() = 0;

  // The rows recorded at positions after `after` up to `upto`, at most kMaxRowsRead of them, with
  // their record time.
  virtual absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) = 0;

  // Inserts rows at the positions that Publish will give them; their record time is ignored.
  // ALREADY_EXISTS for a position that is taken or a perimeter's id that exists.
  virtual absl::Status InsertRows(const Rows& rows) = 0;

  // nullopt when no import came under this id.
  virtual absl::StatusOr<std::optional<KeptImport>> FindImport(const std::string& principal,
                                                               const std::string& request_id) = 0;
  // ALREADY_EXISTS when one did.
  virtual absl::Status InsertImport(const KeptImport& import) = 0;
};

// Thread-safe. Reads see what is committed and never wait for a writer.
class Store {
 public:
  virtual ~Store() = default;

  // Runs `body` in a transaction that commits when it returns OK and leaves nothing behind
  // otherwise. After a conflict it runs again, a bounded number of times: it forgets first what an
  // earlier run found.
  virtual absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) = 0;

  virtual absl::StatusOr<feed::Head> ReadHead() = 0;
  // As Writer::ReadRows.
  virtual absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) = 0;
  // The changes after position `after`, at most `limit` (1 to 1,000), in order without a gap.
  virtual absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) = 0;
};

}  // namespace cobuild::registry
