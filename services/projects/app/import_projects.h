#pragma once

#include "absl/status/statusor.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// Records the good rows as DRAFT projects, all or nothing unless `partial`, and then the report.
// Rejected rows are no error: the report lists them. When no project is stored the report has
// position 0, and the request is forgotten too. The same request again gives the stored report.
// INVALID_ARGUMENT REQUEST_ID_REUSED.
absl::StatusOr<Record<ProjectImport>> ImportProjects(LiveProjects& live, ChangeRequest change,
                                                     const ImportCommand& command);

}  // namespace cobuild::projects
