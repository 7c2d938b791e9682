// The days from one to another, both included.
#pragma once

#include <optional>

#include "common/base/time.h"

namespace cobuild::registry {

struct Days {
  std::optional<base::Date> from;  // nullopt: without a bound
  std::optional<base::Date> to;

  bool Contain(const base::Date& day) const {
    return (!from || *from <= day) && (!to || day <= *to);
  }
};

}  // namespace cobuild::registry
