// The point in both times that a read is about, and the part of a list that it wants.
#pragma once

#include <cstdint>
#include <string>

#include "common/base/known_at.h"
#include "common/base/time.h"

namespace cobuild::records {

// As the caller asks.
struct ReadAt {
  base::Date as_of;
  base::KnownAt known_at;
};

// As it is answered: what holds on the day, by what was recorded up to the position.
struct Moment {
  base::Date as_of;
  int64_t position = 0;
};

// Later than every effective date: "on any day".
inline constexpr base::Date kLastDay{9999, 12, 31};

// One page of a list in order of a key.
struct PageRange {
  int size = 0;       // at least 1
  std::string after;  // last key of the page before; empty on the first
};

}  // namespace cobuild::records
