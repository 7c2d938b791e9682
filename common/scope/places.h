// Where a row is: what decides who sees it.
#pragma once

#include <string>
#include <vector>

namespace cobuild::scope {

// A row without any is seen with the whole tree only.
struct Places {
  std::vector<std::string> divisions = {};      // codes of 12 digits, of villages or wider
  std::vector<std::string> organizations = {};  // ids

  bool operator==(const Places&) const = default;
};

}  // namespace cobuild::scope
