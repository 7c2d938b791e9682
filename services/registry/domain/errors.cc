#include "services/registry/domain/errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "services/registry/domain/import.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;

absl::Status NotFound(std::string_view reason, const std::string& name) {
  return error::Make(StatusCode::kNotFound, reason, fmt::format("{} does not exist", name),
                     {{"name", name}});
}

absl::Status EpisodeRefused(std::string_view reason, std::string_view village_code,
                            const base::Date& entered_date, std::string_view what) {
  const std::string name = EpisodeName(village_code, entered_date);
  return error::Make(StatusCode::kFailedPrecondition, reason, fmt::format("{} {}", name, what),
                     {{"episode", name}});
}

}  // namespace

absl::Status DivisionNotFound(std::string_view code) {
  return NotFound("DIVISION_NOT_FOUND", DivisionName(code));
}

absl::Status VillageNotFound(std::string_view code) {
  return NotFound("VILLAGE_NOT_FOUND", VillageName(code));
}

absl::Status PerimeterNotFound(std::string_view id) {
  return NotFound("PERIMETER_NOT_FOUND", PerimeterName(id));
}

absl::Status PerimeterExists(std::string_view id) {
  const std::string name = PerimeterName(id);
  return error::Make(StatusCode::kAlreadyExists, "PERIMETER_EXISTS",
                     fmt::format("{} exists already", name), {{"name", name}});
}

absl::Status CategoryAlreadyOpen(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("CATEGORY_ALREADY_OPEN", village_code, entered_date, "is still open");
}

absl::Status EpisodeOverlaps(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("EPISODE_OVERLAPS", village_code, entered_date,
                        "ends after the new episode would begin");
}

absl::Status CategoryNotOpen(std::string_view village_code) {
  const std::string name = VillageName(village_code);
  return error::Make(StatusCode::kFailedPrecondition, "CATEGORY_NOT_OPEN",
                     fmt::format("{} has no open category", name), {{"village", name}});
}

absl::Status GraduatedBeforeEntered(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("GRADUATED_BEFORE_ENTERED", village_code, entered_date,
                        "would not last a day");
}

absl::Status KnownAtAheadOfHead(int64_t position, int64_t head) {
  return error::Invalid({{"known_at.position", "OUT_OF_RANGE",
                          fmt::format("{} is ahead of the head, {}", position, head)}});
}

absl::Status HeaderMissing() {
  return error::Invalid({{"header", "HEADER_MISSING", "the first message must be the header"}});
}

absl::Status HeaderRepeated() {
  return error::Invalid({{"header", "HEADER_REPEATED", "only the first message is a header"}});
}

absl::Status TooManyRows() {
  return error::Invalid(
      {{"rows", "TOO_MANY_ROWS", fmt::format("at most {} rows an import", kMaxImportRows)}});
}

absl::Status RowsMissing(int64_t position) {
  return error::Make(StatusCode::kDataLoss, "ROWS_MISSING",
                     fmt::format("no row after position {}", position));
}

}  // namespace cobuild::registry
