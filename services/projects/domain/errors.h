// Every refusal of projects, by name. Reasons are documented in the README with their order.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/base/time.h"
#include "common/money/money.h"

namespace cobuild::projects {

// NOT_FOUND and ALREADY_EXISTS, as common/records makes them.
inline constexpr std::string_view kProjectNotFound = "PROJECT_NOT_FOUND";
inline constexpr std::string_view kProjectExists = "PROJECT_EXISTS";
inline constexpr std::string_view kEvidenceNotFound = "EVIDENCE_NOT_FOUND";
inline constexpr std::string_view kEvidenceExists = "EVIDENCE_EXISTS";
inline constexpr std::string_view kMilestoneNotFound = "MILESTONE_NOT_FOUND";
inline constexpr std::string_view kMilestoneExists = "MILESTONE_EXISTS";

// FAILED_PRECONDITION INVALID_TRANSITION: a project in `state` does not take `action`.
absl::Status InvalidTransition(std::string_view id, std::string_view state,
                               std::string_view action);
// FAILED_PRECONDITION DATE_BEFORE_LAST_STEP
absl::Status DateBeforeLastStep(std::string_view id, const base::Date& last);
// FAILED_PRECONDITION TOO_MANY_STEPS
absl::Status TooManySteps(std::string_view id);
// FAILED_PRECONDITION PROJECT_NOT_OPEN, PROJECT_NOT_RUNNING: the project's state does not allow it.
absl::Status ProjectNotOpen(std::string_view id, std::string_view state);
absl::Status ProjectNotRunning(std::string_view id, std::string_view state);
// FAILED_PRECONDITION MILESTONE_ACCEPTED, MILESTONE_NOT_DUE, DATE_BEFORE_LAST_PROGRESS; the id is
// "<project>/<milestone>".
absl::Status MilestoneAccepted(std::string_view id, const base::Date& accepted);
absl::Status MilestoneNotDue(std::string_view id, std::string_view project_state);
absl::Status DateBeforeLastProgress(std::string_view id, const base::Date& last);
// FAILED_PRECONDITION RELEASES_ABOVE_BUDGET: of the project's budget only `left` is not released.
absl::Status ReleasesAboveBudget(std::string_view project, money::Fen left);
// FAILED_PRECONDITION MODEL_ALREADY_PROMOTED, MODEL_NOT_PROMOTED
absl::Status ModelAlreadyPromoted(std::string_view model);
absl::Status ModelNotPromoted(std::string_view model);

// OUT_OF_RANGE SUM_TOO_LARGE
absl::Status SumTooLarge();

// DATA_LOSS CONTENT_MISSING: a file is recorded and its content is gone, or part of it.
absl::Status ContentMissing(std::string_view name);

// INVALID_ARGUMENT
absl::Status HeaderMissing();
absl::Status HeaderRepeated();
absl::Status TooManyRows();
// DIGEST_MISMATCH of evidence.sha256
absl::Status DigestMismatch(std::string_view actual);

}  // namespace cobuild::projects
