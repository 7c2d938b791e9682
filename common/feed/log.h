// The feed's side of one writing transaction:
//
//   head = log.LockHead();               the first statement: writers of one service take turns
//   outcome = log.FindOutcome(request);  a replay ends here
//   ...decide, insert rows that carry head.position + 1, + 2, ...
//   log.Publish(request, now, names);    the last statement before COMMIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/feed/change.h"

namespace cobuild::feed {

class Log {
 public:
  virtual ~Log() = default;

  // Waits for the writer before us and keeps others out until the transaction ends.
  virtual absl::StatusOr<Head> LockHead() = 0;

  // What came of the request before; nullopt when it is new or has no id. INVALID_ARGUMENT
  // REQUEST_ID_REUSED when its id came with another digest. Called under the lock.
  virtual absl::StatusOr<std::optional<Outcome>> FindOutcome(const Request& request) = 0;

  // Appends a change for each resource, at head + 1, head + 2, ... in the order given, all recorded
  // at NextRecordTime(head, now) and chained as the audit trail (common/audit), and keeps the last
  // of them as the request's outcome if it has an id. Gives the new head. Once a transaction, under
  // the lock (else INTERNAL); `resource_names` is not empty (else INTERNAL). Takes effect, as all
  // else, when the transaction commits.
  virtual absl::StatusOr<Head> Publish(const Request& request, base::Timestamp now,
                                       const std::vector<std::string>& resource_names) = 0;
};

// INVALID_ARGUMENT REQUEST_ID_REUSED, a violation of `request_id`, unless `digest`, which was kept
// with an outcome, is the request's.
absl::Status CheckSameContent(const Request& request, const base::Digest& digest);

}  // namespace cobuild::feed
