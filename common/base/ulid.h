// Ids that sort by time (https://github.com/ulid/spec), lower-case so that they are resource ids.
#pragma once

#include <string>

#include "common/base/time.h"

namespace cobuild::base {

// 26 characters: 48 bits of milliseconds, 80 random bits. Thread-safe.
std::string NewUlid(Timestamp now);

}  // namespace cobuild::base
