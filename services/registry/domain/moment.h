// The point in both times that a read is about.
#pragma once

#include <cstdint>

#include "common/base/known_at.h"
#include "common/base/time.h"

namespace cobuild::registry {

// As the caller asks.
struct ReadAt {
  base::Date as_of;
  base::KnownAt known_at;
};

// As the registry answers: what holds on the day, by what was recorded up to the position.
struct Moment {
  base::Date as_of;
  int64_t position = 0;
};

// Later than every effective date: "on any day".
inline constexpr base::Date kLastDay{9999, 12, 31};

}  // namespace cobuild::registry
