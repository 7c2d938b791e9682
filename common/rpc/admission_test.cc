// When a call gets in, and how long it may take: room, deadlines, the queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <future>
#include <thread>
#include <vector>

#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "google/rpc/error_details.pb.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;

int ThreadsOfThisProcess() {
  int count = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator("/proc/self/task")) {
    ++count;
  }
  return count;
}

// Calls of Echo under way at once, and what became of them.
class Burst {
 public:
  explicit Burst(EchoService::Stub& stub) : stub_(stub) {}

  void Start(int count) {
    for (int i = 0; i < count; ++i) {
      Flight& flight = flights_.emplace_back();
      flight.context = NewContext();
      stub_.async()->Echo(flight.context.get(), &request_, &flight.response,
                          [this](const grpc::Status& status) {
                            const std::lock_guard lock(mutex_);
                            outcomes_.push_back(status);
                            changed_.notify_all();
                          });
    }
  }

  // Waits until so many have ended.
  std::vector<grpc::Status> Await(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return outcomes_.size() >= count; });
    return outcomes_;
  }

 private:
  struct Flight {
    std::unique_ptr<grpc::ClientContext> context;
    EchoResponse response;
  };

  EchoService::Stub& stub_;
  const EchoRequest request_;
  std::deque<Flight> flights_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<grpc::Status> outcomes_;
};

TEST(OverloadTest, WhatFindsNoRoom_IsShedAndNoThreadIsAdded) {
  constexpr size_t kRoom = 5;
  constexpr size_t kCalls = 50;
  Gate gate;
  rpc::ServerOptions options;
  options.read = {.workers = 2, .calls = kRoom};
  test::TestServer server(
      [&](rpc::Router& router) {
        router.Unary<EchoRequest, EchoResponse>(kEcho, [&](rpc::Call&, const EchoRequest& request) {
          gate.Pass();
          return Answer(request);
        });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(WithoutRetries(server));
  Burst burst(*stub);
  burst.Start(2);
  ASSERT_TRUE(gate.AwaitArrivals(2));
  const int threads_before = ThreadsOfThisProcess();
  burst.Start(kCalls - 2);

  const std::vector<grpc::Status> shed = burst.Await(kCalls - kRoom);
  EXPECT_EQ(ThreadsOfThisProcess(), threads_before);
  EXPECT_EQ(shed.size(), kCalls - kRoom);
  for (const grpc::Status& status : shed) {
    EXPECT_STATUS(rpc::FromGrpc(status), Refuses(absl::StatusCode::kUnavailable, "OVERLOADED"));
    google::rpc::Status proto;
    google::rpc::RetryInfo retry;
    ASSERT_TRUE(proto.ParseFromString(status.error_details()));
    EXPECT_TRUE(proto.details_size() > 0 && proto.details(0).UnpackTo(&retry));
  }
  EXPECT_THAT(server.metrics().Render(),
              ::testing::HasSubstr("cobuild_rpc_shed_total{lane=\"read\"} 45"));

  gate.Open();
  const std::vector<grpc::Status> all = burst.Await(kCalls);
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& status) { return status.ok(); }),
            kRoom);
}

TEST(OverloadTest, FullReadLane_LeavesTheWriteLaneFree) {
  Gate gate;
  rpc::ServerOptions options;
  options.read = {.workers = 1, .calls = 1};
  test::TestServer server(
      [&](rpc::Router& router) {
        router.Unary<EchoRequest, EchoResponse>(kEcho, [&](rpc::Call&, const EchoRequest& request) {
          gate.Pass();
          return Answer(request);
        });
        router.Unary<StoreRequest, EchoResponse>(
            kStore, [](rpc::Call&, const StoreRequest&) { return EchoResponse(); });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(WithoutRetries(server));
  std::thread scan([&] { EXPECT_OK(Echo(*stub, "slow")); });
  ASSERT_TRUE(gate.AwaitArrivals(1));
  EXPECT_STATUS(Echo(*stub, "hi"), Refuses(absl::StatusCode::kUnavailable, "OVERLOADED"));
  EchoResponse response;
  EXPECT_OK(rpc::FromGrpc(stub->Store(NewContext().get(), StoreRequest(), &response)));
  gate.Open();
  scan.join();
}

TEST(DeadlineTest, EarlierOfCallersAndBudget_IsTheCalls) {
  std::chrono::milliseconds seen{};
  test::TestServer server([&](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho,
                                            [&](rpc::Call& call, const EchoRequest& request) {
                                              seen = call.remaining();
                                              return Answer(request);
                                            });
  });
  const auto stub = EchoService::NewStub(server.ChannelAs());
  ASSERT_OK(Echo(*stub, "hi", 4s));
  EXPECT_LE(seen, 4s);
  EXPECT_GT(seen, 2s);
  ASSERT_OK(Echo(*stub, "hi", 100s));
  EXPECT_LE(seen, kEcho.budget);
  EXPECT_GT(seen, kEcho.budget - 2s);
  // A caller may name no deadline at all.
  grpc::ClientContext without;
  EchoResponse response;
  ASSERT_OK(rpc::FromGrpc(stub->Echo(&without, EchoRequest(), &response)));
  EXPECT_LE(seen, kEcho.budget);
}

// One worker, which the first call holds; what the second finds when its turn comes.
class QueueTest : public ::testing::Test {
 protected:
  static rpc::ServerOptions OneWorker() {
    rpc::ServerOptions options;
    options.read = {.workers = 1, .calls = 10};
    return options;
  }

  void HoldTheWorker() {
    holder_ = std::thread([this] { EXPECT_OK(Echo(*stub_, "first")); });
    ASSERT_TRUE(gate_.AwaitArrivals(1));
  }

  // Until so many calls wait for the worker.
  void AwaitQueued(int calls) {
    const std::string gauge =
        "cobuild_rpc_queue_depth{lane=\"read\"} " + std::to_string(calls) + "\n";
    while (server_.metrics().Render().find(gauge) == std::string::npos) std::this_thread::yield();
  }

  // Lets the worker go, and waits until it has done what was queued.
  void LetGo() {
    gate_.Open();
    holder_.join();
    EXPECT_OK(Echo(*stub_, "last"));
  }

  Gate gate_;
  std::atomic<int> handled_ = 0;
  test::TestServer server_{[this](rpc::Router& router) {
                             router.Unary<EchoRequest, EchoResponse>(
                                 kEcho, [this](rpc::Call&, const EchoRequest& request) {
                                   ++handled_;
                                   gate_.Pass();
                                   return Answer(request);
                                 });
                           },
                           {.server = OneWorker()}};
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(server_.ChannelAs());
  std::thread holder_;
};

TEST_F(QueueTest, CallThatExpiresInTheQueue_NeverReachesTheHandler) {
  HoldTheWorker();
  EXPECT_STATUS(Echo(*stub_, "second", 200ms), HasCode(absl::StatusCode::kDeadlineExceeded));
  LetGo();
  EXPECT_EQ(handled_, 2);  // the first and the last
}

TEST_F(QueueTest, CallThatIsCancelledInTheQueue_NeverReachesTheHandler) {
  HoldTheWorker();
  const auto context = NewContext();
  std::promise<grpc::Status> outcome;
  const EchoRequest request;
  EchoResponse response;
  stub_->async()->Echo(context.get(), &request, &response,
                       [&](grpc::Status status) { outcome.set_value(std::move(status)); });
  AwaitQueued(1);
  context->TryCancel();
  EXPECT_EQ(outcome.get_future().get().error_code(), grpc::StatusCode::CANCELLED);
  // The client knows at once; the server does by the time it takes what the connection brings next.
  std::thread behind([this] { EXPECT_OK(Echo(*stub_, "third")); });
  AwaitQueued(2);
  LetGo();
  behind.join();
  EXPECT_EQ(handled_, 3);  // without the second
}

TEST(CancelTest, HandlerSeesThatTheCallerIsGone) {
  Gate gate;
  std::promise<bool> seen;
  test::TestServer server([&](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho,
                                            [&](rpc::Call& call, const EchoRequest& request) {
                                              EXPECT_FALSE(call.Cancelled());
                                              gate.Pass();
                                              while (!call.Cancelled()) std::this_thread::yield();
                                              seen.set_value(call.remaining() > 0s);
                                              return Answer(request);
                                            });
  });
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  std::thread caller([&] {
    EchoResponse response;
    EXPECT_EQ(stub->Echo(context.get(), EchoRequest(), &response).error_code(),
              grpc::StatusCode::CANCELLED);
  });
  ASSERT_TRUE(gate.AwaitArrivals(1));
  gate.Open();
  context->TryCancel();
  EXPECT_TRUE(seen.get_future().get());
  caller.join();
}

}  // namespace
}  // namespace cobuild::echo
