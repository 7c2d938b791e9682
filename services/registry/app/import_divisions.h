#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/import.h"

namespace cobuild::registry {

// Records an edition, all or nothing, and reports. Rejected rows are no error: the report lists
// them, and nothing is stored, not even the request. The same request again gives the counts of the
// first time. INVALID_ARGUMENT REQUEST_ID_REUSED.
absl::StatusOr<ImportReport> ImportDivisions(LiveRegistry& live, ChangeRequest change,
                                             const ImportHeader& header,
                                             const std::vector<ImportRow>& rows);

}  // namespace cobuild::registry
