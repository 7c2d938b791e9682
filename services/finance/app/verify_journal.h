// Recomputes the chain of digests from what the tables hold.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

inline constexpr int64_t kMostEntriesVerified = 100'000;

struct JournalCheck {
  int64_t entries_checked = 0;
  int64_t last_position = 0;  // that was checked
  base::Digest digest{};      // there, as recomputed
  int64_t first_broken_position = 0;
  std::string problem;  // what is wrong there, for a person
};

// From position `from` (at least 1) to `to`, or when that is 0 to the head or kMostEntriesVerified
// entries. The entry before `from` is what the range is measured against. One past the head is an
// empty range. POSITION_AHEAD_OF_HEAD.
absl::StatusOr<JournalCheck> VerifyJournal(Reader& reader, int64_t from, int64_t to);

}  // namespace cobuild::finance
