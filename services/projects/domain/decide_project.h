// When a project may be created, stated anew and moved.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

inline constexpr size_t kMaxSteps = 200;

// PROJECT_EXISTS. `stated` has passed CheckStatement.
absl::StatusOr<Record<Project>> DecideCreateProject(const Projects& projects, const std::string& id,
                                                    const Statement& stated);

// PROJECT_NOT_FOUND, ETAG_MISMATCH, INVALID_TRANSITION (neither DRAFT nor RETURNED).
absl::StatusOr<Record<Project>> DecideUpdateProject(const Projects& projects, const std::string& id,
                                                    const std::string& etag,
                                                    const Statement& stated);

// PROJECT_NOT_FOUND, ETAG_MISMATCH, INVALID_TRANSITION, DATE_BEFORE_LAST_STEP, TOO_MANY_STEPS.
absl::StatusOr<Record<Project>> DecideStep(const Projects& projects, const std::string& id,
                                           const std::string& etag, const Step& step);

// What the end of an approval makes of its project. As DecideStep, whatever state stands.
absl::StatusOr<Record<Project>> ApplyApproval(const Projects& projects, const std::string& id,
                                              ApprovalOutcome outcome, const base::Date& day,
                                              const std::string& reason);

}  // namespace cobuild::projects
