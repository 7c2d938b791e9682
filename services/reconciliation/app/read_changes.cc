#include "services/reconciliation/app/read_changes.h"

#include "common/base/status_macros.h"

namespace cobuild::reconciliation {

absl::StatusOr<ChangedRows> ReadChanges(Store& store, int64_t after, int limit) {
  ChangedRows changed;
  COBUILD_ASSIGN_OR_RETURN(changed.changes, store.ReadChanges(after, limit));
  if (changed.changes.empty()) return changed;
  COBUILD_ASSIGN_OR_RETURN(changed.rows, store.ReadRows(after, changed.changes.back().position));
  return changed;
}

}  // namespace cobuild::reconciliation
