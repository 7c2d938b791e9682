// A clock that stands still until the test moves it. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>

#include "common/base/clock.h"

namespace cobuild::test {

class FakeClock : public base::Clock {
 public:
  explicit FakeClock(base::Timestamp start) : micros_(start.micros) {}

  base::Timestamp Now() const override { return {micros_.load()}; }
  void Set(base::Timestamp now) { micros_ = now.micros; }
  void Advance(std::chrono::microseconds by) { micros_ += by.count(); }

 private:
  std::atomic<int64_t> micros_;
};

}  // namespace cobuild::test
