#include "common/records/errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"

namespace cobuild::records {

using absl::StatusCode;

absl::Status KnownAtAheadOfHead(int64_t position, int64_t head) {
  return error::Invalid({{"known_at.position", "OUT_OF_RANGE",
                          fmt::format("{} is ahead of the head, {}", position, head)}});
}

absl::Status EtagMismatch(std::string_view name, std::string_view current) {
  return error::Make(StatusCode::kAborted, "ETAG_MISMATCH",
                     fmt::format("{} was changed since it was read", name),
                     {{"name", std::string(name)}, {"etag", std::string(current)}});
}

absl::Status Exists(std::string_view reason, std::string_view name) {
  return error::Make(StatusCode::kAlreadyExists, reason, fmt::format("{} exists already", name),
                     {{"name", std::string(name)}});
}

absl::Status NotFound(std::string_view reason, std::string_view name) {
  return error::Make(StatusCode::kNotFound, reason, fmt::format("{} does not exist", name),
                     {{"name", std::string(name)}});
}

absl::Status RowsMissing(int64_t position) {
  return error::Make(StatusCode::kDataLoss, "ROWS_MISSING",
                     fmt::format("no row after position {}", position));
}

}  // namespace cobuild::records
