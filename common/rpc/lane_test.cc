#include "common/rpc/lane.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace cobuild::rpc {
namespace {

TEST(WorkerLaneTest, RoomIsBounded_AndComesBack) {
  obs::Metrics metrics;
  WorkerLane lane(Lane::kRead, 1, 2, nullptr, nullptr, metrics);
  EXPECT_TRUE(lane.Enter());
  EXPECT_TRUE(lane.Enter());
  EXPECT_FALSE(lane.Enter());
  EXPECT_FALSE(lane.Enter());
  lane.Leave();
  EXPECT_TRUE(lane.Enter());
  EXPECT_FALSE(lane.Enter());
  EXPECT_NE(metrics.Render().find("cobuild_rpc_shed_total{lane=\"read\"} 3"), std::string::npos)
      << metrics.Render();
}

TEST(WorkerLaneTest, Stop_RunsEveryQueuedJobFirst) {
  obs::Metrics metrics;
  std::atomic<int> ran = 0;
  std::latch started(1);
  std::latch go(1);
  WorkerLane lane(Lane::kWrite, 1, 100, nullptr, nullptr, metrics);
  lane.Enqueue([&] {
    started.count_down();
    go.wait();
  });
  started.wait();
  for (int i = 0; i < 50; ++i) lane.Enqueue([&] { ++ran; });
  EXPECT_NE(metrics.Render().find("cobuild_rpc_queue_depth{lane=\"write\"} 50"), std::string::npos);
  go.count_down();
  lane.Stop();
  EXPECT_EQ(ran, 50);
  EXPECT_NE(metrics.Render().find("cobuild_rpc_queue_depth{lane=\"write\"} 0"), std::string::npos);
}

TEST(WorkerLaneTest, Hooks_RunOnceOnEachWorker) {
  obs::Metrics metrics;
  std::atomic<int> started = 0;
  std::atomic<int> ended = 0;
  {
    std::latch all(3);  // outlives the lane, whose threads may not have left it yet
    WorkerLane lane(
        Lane::kRead, 3, 3, [&](Lane which) { started += which == Lane::kRead; },
        [&](Lane which) { ended += which == Lane::kRead; }, metrics);
    for (int i = 0; i < 3; ++i) lane.Enqueue([&] { all.arrive_and_wait(); });
    all.wait();
    EXPECT_EQ(started, 3);
    EXPECT_EQ(ended, 0);
  }
  EXPECT_EQ(ended, 3);
}

}  // namespace
}  // namespace cobuild::rpc
