#include "services/projects/domain/errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"

namespace cobuild::projects {

using absl::StatusCode;

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

}  // namespace cobuild::projects
