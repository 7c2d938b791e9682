// One trail of a service, as it is kept.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/record.h"

namespace cobuild::audit {

// The most records that one Read gives.
inline constexpr int kMaxRecordsRead = 1'000;

// Thread-safe. Errors are the store's: UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL.
class Trail {
 public:
  virtual ~Trail() = default;

  virtual Form form() const = 0;

  // The last record, as the trail's head has it: also when the record itself is gone.
  virtual absl::StatusOr<base::ChainEnd> ReadHead() = 0;

  // The records after number `after`, at most `limit` (1 to kMaxRecordsRead), in order of number,
  // as they are stored: who reads checks them.
  virtual absl::StatusOr<std::vector<Record>> Read(int64_t after, int limit) = 0;
};

// What a service serves; both outlive it.
struct Trails {
  Trail& changes;
  Trail& refusals;

  Trail& Of(TrailKind kind) const { return kind == TrailKind::kChanges ? changes : refusals; }
};

}  // namespace cobuild::audit
