#include "common/feed/commit_signal.h"

#include <gtest/gtest.h>

#include <thread>

namespace cobuild::feed {
namespace {

using std::chrono::steady_clock;

TEST(CommitSignal, AlreadyBeyond_ReturnsAtOnce) {
  CommitSignal signal;
  signal.Advance(5);
  EXPECT_TRUE(signal.WaitBeyond(4, steady_clock::time_point::max()));
}

TEST(CommitSignal, NotBeyond_WaitsForTheDeadline) {
  CommitSignal signal;
  signal.Advance(5);
  const auto deadline = steady_clock::now() + std::chrono::milliseconds(20);
  EXPECT_FALSE(signal.WaitBeyond(5, deadline));
  EXPECT_GE(steady_clock::now(), deadline);
}

TEST(CommitSignal, LowerPosition_DoesNotGoBack) {
  CommitSignal signal;
  signal.Advance(5);
  signal.Advance(3);
  EXPECT_TRUE(signal.WaitBeyond(4, steady_clock::now()));
}

TEST(CommitSignal, Advance_WakesEveryWaiter) {
  CommitSignal signal;
  std::thread first([&] { EXPECT_TRUE(signal.WaitBeyond(0, steady_clock::time_point::max())); });
  std::thread second([&] { EXPECT_TRUE(signal.WaitBeyond(1, steady_clock::time_point::max())); });
  signal.Advance(1);
  first.join();
  signal.Advance(2);
  second.join();
}

}  // namespace
}  // namespace cobuild::feed
