#include "common/base/clock.h"

#include <gtest/gtest.h>

#include <chrono>

namespace cobuild::base {
namespace {

TEST(SystemClock, TellsMicrosecondsSinceTheEpoch) {
  const auto micros = [] {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  };
  const int64_t before = micros();
  const Timestamp now = SystemClock().Now();
  EXPECT_LE(before, now.micros);
  EXPECT_LE(now.micros, micros());
}

}  // namespace
}  // namespace cobuild::base
