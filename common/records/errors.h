// Refusals that every service of records has. Each service's README lists them with its own.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace cobuild::records {

// INVALID_ARGUMENT, OUT_OF_RANGE of known_at.position.
absl::Status KnownAtAheadOfHead(int64_t position, int64_t head);

// ABORTED ETAG_MISMATCH: the resource was changed since it was read.
absl::Status EtagMismatch(std::string_view name, std::string_view current);

// ALREADY_EXISTS with the reason, as "PAIRING_EXISTS".
absl::Status Exists(std::string_view reason, std::string_view name);

// NOT_FOUND with the reason, as "PAIRING_NOT_FOUND".
absl::Status NotFound(std::string_view reason, std::string_view name);

// DATA_LOSS ROWS_MISSING: the store has a change after this position, and no row for it.
absl::Status RowsMissing(int64_t position);

}  // namespace cobuild::records
