// Which knowledge a read wants: what was recorded by an instant, or up to a position.
#pragma once

#include <cstdint>
#include <optional>

#include "common/base/time.h"

namespace cobuild::base {

// At most one is set; neither means the latest.
struct KnownAt {
  std::optional<Timestamp> time;
  std::optional<int64_t> position;  // from 0
  bool operator==(const KnownAt&) const = default;
};

}  // namespace cobuild::base
