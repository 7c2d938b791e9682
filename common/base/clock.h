// Where time comes from. Domain code never asks: it is given `now`.
#pragma once

#include "common/base/time.h"

namespace cobuild::base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp Now() const = 0;
};

class SystemClock : public Clock {
 public:
  Timestamp Now() const override;
};

}  // namespace cobuild::base
