// When a file may be recorded as evidence.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// PROJECT_NOT_FOUND, EVIDENCE_EXISTS. `id` is "<project>/<evidence>".
absl::StatusOr<Record<Evidence>> DecideUploadEvidence(const Projects& projects,
                                                      const std::string& id, const Evidence& facts);

}  // namespace cobuild::projects
