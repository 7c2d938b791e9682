// The position that a read may know up to.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// The head, or where the journal stood at `known_at`. INVALID_ARGUMENT, known_at.position
// OUT_OF_RANGE, for a position that the journal has not reached.
absl::StatusOr<int64_t> KnownPosition(Reader& reader, const base::KnownAt& known_at);

}  // namespace cobuild::finance
