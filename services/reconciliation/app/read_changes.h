// What the feed tells: each change with the record that it made, which is the resource as it was
// after it.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/feed/change.h"
#include "services/reconciliation/store/store.h"

namespace cobuild::reconciliation {

struct ChangedRows {
  std::vector<feed::Change> changes;  // in order without a gap
  Rows rows;                          // of the same positions
};

// The changes after position `after`, at most `limit` (1 to 1,000).
absl::StatusOr<ChangedRows> ReadChanges(Store& store, int64_t after, int limit);

}  // namespace cobuild::reconciliation
