// Request ids that follow from the seed, so that loading twice changes nothing.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace cobuild::jiangxia {

// "jiangxia-1-income-420115010201-2011-4": at most 64 characters.
inline std::string RequestId(uint64_t seed, std::string_view what) {
  return fmt::format("jiangxia-{}-{}", seed, what);
}

}  // namespace cobuild::jiangxia
