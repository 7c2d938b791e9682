// Many calls in flight, a bounded number at a time.
#pragma once

#include <cstddef>
#include <functional>

#include "absl/status/status.h"
#include "deploy/examples/jiangxia/retry.h"

namespace cobuild::jiangxia {

// Calls `task(i)` for each i below `count` on `threads` threads. The first failure requests the
// stop: no further task starts, those under way finish, and it is returned.
absl::Status RunAll(size_t count, int threads, Stop& stop,
                    const std::function<absl::Status(size_t)>& task);

}  // namespace cobuild::jiangxia
