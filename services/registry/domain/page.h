// One page of a list in order of a key.
#pragma once

#include <string>

namespace cobuild::registry {

struct PageRange {
  int size = 0;       // at least 1
  std::string after;  // last key of the page before; empty on the first
};

}  // namespace cobuild::registry
