// How a server stops: what is under way is finished, what comes new is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include "common/error/error.h"
#include "common/rpc/signals.h"
#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::Not;

// Echo that waits at a gate.
std::function<void(rpc::Router&)> EchoBehind(Gate& gate) {
  return [&gate](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho, [&gate](rpc::Call&, const EchoRequest& request) {
      gate.Pass();
      return Answer(request);
    });
  };
}

TEST(DrainTest, CallUnderWay_IsFinishedAndNewOnesAreRefused) {
  Gate gate;
  rpc::ServerOptions options;
  options.read = {.workers = 1, .calls = 1};
  test::TestServer server(EchoBehind(gate), {.server = options});
  const auto stub = EchoService::NewStub(WithoutRetries(server));
  auto running = std::async(std::launch::async, [&] { return Echo(*stub, "running"); });
  ASSERT_TRUE(gate.AwaitArrivals(1));
  std::thread drain([&] { server.server().Drain(); });
  // Until the drain begins it is the full lane that refuses.
  absl::Status refused;
  do {
    refused = Echo(*stub, "late").status();
    EXPECT_FALSE(refused.ok());
  } while (error::ReasonOf(refused) == "OVERLOADED");
  gate.Open();
  EXPECT_THAT(running.get(), IsOkAndHolds("running"));
  drain.join();
  EXPECT_STATUS(Echo(*stub, "too late"), HasCode(absl::StatusCode::kUnavailable));
}

TEST(DrainTest, ClientsOfTwoServers_LoseNoCallWhenOneDrains) {
  BareServer bare;
  AddEcho(bare.router());
  bare.Grant("machine/test", "AUDITOR");
  ASSERT_OK_AND_ASSIGN(const auto first, bare.Start({}));
  ASSERT_OK_AND_ASSIGN(const auto second, bare.Start({}));
  ASSERT_OK_AND_ASSIGN(
      const auto channel,
      rpc::MakeChannel({.address = "ipv4:127.0.0.1:" + std::to_string(first->port()) +
                                   ",127.0.0.1:" + std::to_string(second->port()),
                        .tls = bare.certificates().ForClient("machine/test"),
                        .server_name = "localhost"}));
  const auto stub = EchoService::NewStub(channel);
  std::atomic<bool> stop = false;
  std::atomic<int> answered = 0;
  std::vector<std::future<void>> callers;
  for (int i = 0; i < 4; ++i) {
    callers.push_back(std::async(std::launch::async, [&] {
      while (!stop) {
        EXPECT_OK(Echo(*stub, "hi"));
        ++answered;
        answered.notify_all();
      }
    }));
  }
  const auto await_more = [&] {
    const int goal = answered + 200;
    for (int now = answered; now < goal; now = answered) answered.wait(now);
  };
  await_more();
  first->Drain();
  await_more();
  stop = true;
  for (auto& caller : callers) caller.get();
}

TEST(DrainTest, QueuedCalls_AreFinishedToo) {
  Gate gate;
  rpc::ServerOptions options;
  options.read = {.workers = 1, .calls = 10};
  test::TestServer server(EchoBehind(gate), {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  std::vector<std::future<absl::StatusOr<std::string>>> calls;
  for (int i = 0; i < 5; ++i) {
    calls.push_back(std::async(std::launch::async, [&] { return Echo(*stub, "queued"); }));
  }
  while (server.metrics().Render().find("cobuild_rpc_queue_depth{lane=\"read\"} 4") ==
         std::string::npos) {
    std::this_thread::yield();
  }
  std::thread drain([&] { server.server().Drain(); });
  gate.Open();
  for (auto& call : calls) EXPECT_THAT(call.get(), IsOkAndHolds("queued"));
  drain.join();
}

TEST(DrainTest, Watches_AreToldToEnd) {
  test::TestServer server([](rpc::Router& router) {
    router.ServerStream<RepeatRequest, EchoResponse>(
        kWatch, [](rpc::Call& call, const RepeatRequest&, rpc::StreamWriter<EchoResponse>& writer) {
          EXPECT_TRUE(writer.Write(EchoResponse()));
          while (!call.Cancelled()) std::this_thread::yield();
          return absl::OkStatus();
        });
  });
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  const auto reader = stub->Watch(context.get(), RepeatRequest());
  EchoResponse response;
  ASSERT_TRUE(reader->Read(&response));  // from here on the channel does not repeat the call
  server.server().Drain();
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()),
                Refuses(absl::StatusCode::kUnavailable, "DRAINING"));
}

TEST(DrainTest, CallThatOutlastsTheTimeout_IsCancelled) {
  rpc::ServerOptions options;
  options.drain_timeout = 1s;
  std::promise<void> started;
  test::TestServer server(
      [&](rpc::Router& router) {
        router.Unary<EchoRequest, EchoResponse>(kEcho,
                                                [&](rpc::Call& call, const EchoRequest& request) {
                                                  started.set_value();
                                                  while (!call.Cancelled())
                                                    std::this_thread::yield();
                                                  return Answer(request);
                                                });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  auto running = std::async(std::launch::async, [&] { return Echo(*stub, "stuck"); });
  started.get_future().wait();
  server.server().Drain();
  EXPECT_FALSE(running.get().ok());
}

TEST(DrainTest, ClientStreamThatStandsStill_EndsWithTheTimeout) {
  rpc::ServerOptions options;
  options.drain_timeout = 1s;
  std::promise<void> started;
  test::TestServer server(
      [&](rpc::Router& router) {
        router.ClientStream<StoreRequest, EchoResponse>(
            kCollect,
            [&](rpc::Call&,
                rpc::StreamReader<StoreRequest>& reader) -> absl::StatusOr<EchoResponse> {
              started.set_value();
              StoreRequest request;
              const absl::StatusOr<bool> more = reader.Read(request);
              EXPECT_STATUS(more, HasCode(absl::StatusCode::kCancelled));
              return more.status();
            });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub->Collect(context.get(), &response);
  started.get_future().wait();
  server.server().Drain();
  EXPECT_FALSE(writer->Finish().ok());
}

TEST(DrainTest, Workers_EndAfterTheLastCall) {
  std::atomic<int> alive = 0;
  {
    test::TestServer server(AddEcho, {.on_worker_start = [&](rpc::Lane) { ++alive; },
                                      .on_worker_exit = [&](rpc::Lane) { --alive; }});
    EXPECT_OK(Echo(*EchoService::NewStub(server.ChannelAs()), "hi"));
    EXPECT_GT(alive, 0);
    server.server().Drain();
    EXPECT_EQ(alive, 0);
    server.server().Drain();  // once more changes nothing
  }
  EXPECT_EQ(alive, 0);
}

TEST(SignalTest, SigtermDrains) {
  sigset_t before;
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, nullptr, &before), 0);
  rpc::BlockStopSignals();
  test::TestServer server(AddEcho);
  const auto channel = server.ChannelAs();
  server.server().SetServing(false);
  std::thread runner([&] { rpc::RunUntilSignalled(server.server()); });
  while (HealthOf(channel, "") != 1) std::this_thread::yield();
  // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): it is blocked, and waited for
  EXPECT_EQ(pthread_kill(runner.native_handle(), SIGTERM), 0);
  runner.join();
  EXPECT_STATUS(Echo(*EchoService::NewStub(channel), "hi", 1s), Not(test::IsOk()));
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
}

}  // namespace
}  // namespace cobuild::echo
