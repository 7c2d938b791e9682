#include "services/projects/domain/errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "common/records/record.h"

namespace cobuild::projects {

using absl::StatusCode;

namespace {

std::string MilestoneNameOf(std::string_view id) {
  return records::NameOf("projects/{}/milestones/{}", id);
}

}  // namespace

absl::Status InvalidTransition(std::string_view id, std::string_view state,
                               std::string_view action) {
  return error::Make(StatusCode::kFailedPrecondition, "INVALID_TRANSITION",
                     fmt::format("projects/{} is {}, which does not allow {}", id, state, action),
                     {{"name", fmt::format("projects/{}", id)},
                      {"state", std::string(state)},
                      {"action", std::string(action)}});
}

absl::Status DateBeforeLastStep(std::string_view id, const base::Date& last) {
  return error::Make(
      StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_STEP",
      fmt::format("the last step of projects/{} is of {}", id, base::FormatDate(last)),
      {{"name", fmt::format("projects/{}", id)}, {"last_step_date", base::FormatDate(last)}});
}

absl::Status TooManySteps(std::string_view id) {
  return error::Make(StatusCode::kFailedPrecondition, "TOO_MANY_STEPS",
                     fmt::format("projects/{} has as many steps as one may have", id),
                     {{"name", fmt::format("projects/{}", id)}});
}

absl::Status ProjectNotOpen(std::string_view id, std::string_view state) {
  return error::Make(StatusCode::kFailedPrecondition, "PROJECT_NOT_OPEN",
                     fmt::format("projects/{} is {}, and no longer planned for", id, state),
                     {{"name", fmt::format("projects/{}", id)}, {"state", std::string(state)}});
}

absl::Status ProjectNotRunning(std::string_view id, std::string_view state) {
  return error::Make(StatusCode::kFailedPrecondition, "PROJECT_NOT_RUNNING",
                     fmt::format("projects/{} is {} on that day", id, state),
                     {{"name", fmt::format("projects/{}", id)}, {"state", std::string(state)}});
}

absl::Status MilestoneAccepted(std::string_view id, const base::Date& accepted) {
  const std::string name = MilestoneNameOf(id);
  return error::Make(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED",
                     fmt::format("{} was accepted on {}", name, base::FormatDate(accepted)),
                     {{"name", name}, {"accepted_date", base::FormatDate(accepted)}});
}

absl::Status MilestoneNotDue(std::string_view id, std::string_view project_state) {
  const std::string name = MilestoneNameOf(id);
  return error::Make(
      StatusCode::kFailedPrecondition, "MILESTONE_NOT_DUE",
      fmt::format("{} is not due: its project is {} on that day", name, project_state),
      {{"name", name}, {"state", std::string(project_state)}});
}

absl::Status DateBeforeLastProgress(std::string_view id, const base::Date& last) {
  const std::string name = MilestoneNameOf(id);
  return error::Make(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_PROGRESS",
                     fmt::format("the last progress of {} is of {}", name, base::FormatDate(last)),
                     {{"name", name}, {"last_progress_date", base::FormatDate(last)}});
}

absl::Status ReleasesAboveBudget(std::string_view project, money::Fen left) {
  return error::Make(
      StatusCode::kFailedPrecondition, "RELEASES_ABOVE_BUDGET",
      fmt::format("of the budget of projects/{} only {} is not released", project,
                  money::Format(left)),
      {{"name", fmt::format("projects/{}", project)}, {"left", money::Format(left)}});
}

absl::Status ModelAlreadyPromoted(std::string_view model) {
  return error::Make(StatusCode::kFailedPrecondition, "MODEL_ALREADY_PROMOTED",
                     fmt::format("models/{} is promoted already", model),
                     {{"name", fmt::format("models/{}", model)}});
}

absl::Status ModelNotPromoted(std::string_view model) {
  return error::Make(StatusCode::kFailedPrecondition, "MODEL_NOT_PROMOTED",
                     fmt::format("models/{} is not promoted", model),
                     {{"name", fmt::format("models/{}", model)}});
}

absl::Status SumTooLarge() {
  return error::Make(StatusCode::kOutOfRange, "SUM_TOO_LARGE",
                     "the sum does not fit 64 bits of fen; ask for fewer projects");
}

absl::Status ContentMissing(std::string_view name) {
  return error::Make(StatusCode::kDataLoss, "CONTENT_MISSING",
                     fmt::format("the content of {} is not whole", name),
                     {{"name", std::string(name)}});
}

absl::Status HeaderMissing() {
  return error::Make(StatusCode::kInvalidArgument, "HEADER_MISSING",
                     "the first message must be the header");
}

absl::Status HeaderRepeated() {
  return error::Make(StatusCode::kInvalidArgument, "HEADER_REPEATED",
                     "only the first message is the header");
}

absl::Status TooManyRows() {
  return error::Make(StatusCode::kInvalidArgument, "TOO_MANY_ROWS",
                     "an import has at most 10,000 rows");
}

absl::Status DigestMismatch(std::string_view actual) {
  return error::Invalid(
      {{"header.evidence.sha256", "DIGEST_MISMATCH", fmt::format("the content has {}", actual)}});
}

}  // namespace cobuild::projects
