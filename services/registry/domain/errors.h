// Every refusal of the registry, by name. Reasons are documented in the README with their order.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "common/base/time.h"

namespace cobuild::registry {

// NOT_FOUND
absl::Status DivisionNotFound(std::string_view code);
absl::Status VillageNotFound(std::string_view code);
absl::Status PerimeterNotFound(std::string_view id);

// ALREADY_EXISTS
absl::Status PerimeterExists(std::string_view id);

// FAILED_PRECONDITION
absl::Status CategoryAlreadyOpen(std::string_view village_code, const base::Date& entered_date);
absl::Status EpisodeOverlaps(std::string_view village_code, const base::Date& entered_date);
absl::Status CategoryNotOpen(std::string_view village_code);
absl::Status GraduatedBeforeEntered(std::string_view village_code, const base::Date& entered_date);

// INVALID_ARGUMENT
absl::Status KnownAtAheadOfHead(int64_t position, int64_t head);  // OUT_OF_RANGE of the field
absl::Status HeaderMissing();
absl::Status HeaderRepeated();
absl::Status TooManyRows();

// DATA_LOSS: the store has a change after this position, and no row for it.
absl::Status RowsMissing(int64_t position);

}  // namespace cobuild::registry
