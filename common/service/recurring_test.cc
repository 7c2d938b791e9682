#include "common/service/recurring.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

namespace cobuild::service {
namespace {

constexpr std::chrono::seconds kPatience(20);

TEST(RecurringTest, Task_IsCalledAgainAlsoAfterItFailed) {
  std::promise<void> third_call;
  int calls = 0;
  const Recurring recurring("test", std::chrono::milliseconds(1), [&] {
    if (++calls == 3) third_call.set_value();
    return absl::UnavailableError("gone");
  });
  EXPECT_EQ(third_call.get_future().wait_for(kPatience), std::future_status::ready);
}

TEST(RecurringTest, Destruction_DoesNotWaitForTheInterval) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  int calls = 0;
  {
    const Recurring recurring("test", std::chrono::hours(1), [&] {
      ++calls;
      return absl::OkStatus();
    });
  }
  EXPECT_LT(std::chrono::steady_clock::now(), deadline);
  EXPECT_EQ(calls, 0);
}

TEST(RecurringTest, Destruction_WaitsForTheCallUnderWay) {
  std::promise<void> begun;
  std::promise<void> may_end;
  bool ended = false;
  std::thread lets_it_end;
  {
    const Recurring recurring("test", std::chrono::milliseconds(1), [&] {
      if (ended) return absl::OkStatus();
      begun.set_value();
      may_end.get_future().wait();
      ended = true;
      return absl::OkStatus();
    });
    begun.get_future().wait();
    lets_it_end = std::thread([&] { may_end.set_value(); });
  }
  EXPECT_TRUE(ended);
  lets_it_end.join();
}

}  // namespace
}  // namespace cobuild::service
