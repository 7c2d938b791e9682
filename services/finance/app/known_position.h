// The position that a read may know up to.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// The head, or where the journal stood at `known_at`, but never beyond the head.
absl::StatusOr<int64_t> KnownPosition(Reader& reader, const base::KnownAt& known_at);

}  // namespace cobuild::finance
