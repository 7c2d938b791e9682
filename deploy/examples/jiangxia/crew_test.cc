#include "deploy/examples/jiangxia/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "common/testing/status_matchers.h"

namespace cobuild::jiangxia {
namespace {

TEST(RunAll, EveryTask_RunsOnce) {
  Stop stop;
  std::vector<std::atomic<int>> runs(1000);
  EXPECT_OK(RunAll(runs.size(), 8, stop, [&runs](size_t i) {
    ++runs[i];
    return absl::OkStatus();
  }));
  for (const auto& count : runs) EXPECT_EQ(count, 1);
}

TEST(RunAll, NothingToDo_IsOk) {
  Stop stop;
  EXPECT_OK(RunAll(0, 8, stop, [](size_t) { return absl::InternalError("never"); }));
}

TEST(RunAll, Failure_StopsTheRestAndIsReturned) {
  Stop stop;
  std::atomic<int> runs = 0;
  EXPECT_STATUS(RunAll(100'000, 4, stop,
                       [&runs](size_t i) {
                         ++runs;
                         return i == 10 ? absl::NotFoundError("ten") : absl::OkStatus();
                       }),
                test::HasCode(absl::StatusCode::kNotFound));
  EXPECT_TRUE(stop.requested());
  EXPECT_LT(runs, 100'000);
}

}  // namespace
}  // namespace cobuild::jiangxia
