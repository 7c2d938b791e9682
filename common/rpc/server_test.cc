// How a server starts, says how it is, and stops.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <thread>

#include "common/error/error.h"
#include "common/rpc/acceptor.h"
#include "common/rpc/signals.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHealthPath[] = "/grpc.health.v1.Health/Check";
constexpr char kReflectionPath[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
constexpr char kListServices[] = "\x3a\x01*";  // ServerReflectionRequest.list_services

absl::StatusOr<EchoResponse> Answer(const EchoRequest& request) {
  EchoResponse response;
  response.set_text(request.text());
  return response;
}

void AddEcho(rpc::Router& router) {
  router.Unary<EchoRequest, EchoResponse>(
      kEcho, [](rpc::Call&, const EchoRequest& request) { return Answer(request); });
}

// Echo that waits at a gate.
std::function<void(rpc::Router&)> EchoBehind(Gate& gate) {
  return [&gate](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho, [&gate](rpc::Call&, const EchoRequest& request) {
      gate.Pass();
      return Answer(request);
    });
  };
}

rpc::ServerOptions WithReflection(bool reflection) {
  rpc::ServerOptions options;
  options.reflection = reflection;
  return options;
}

// 1 is SERVING, 2 is NOT_SERVING; 0 when the call fails.
int HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& service) {
  const std::string request =
      service.empty() ? "" : "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
  std::string answer;
  const grpc::Status status = CallWithBytes(channel, kHealthPath, request, &answer);
  return status.ok() && answer.size() == 2 ? answer[1] : 0;
}

TEST(HealthTest, IsServingOnlyWhenSetSo) {
  test::TestServer server(AddEcho);
  const auto channel = server.ChannelAs();
  EXPECT_EQ(HealthOf(channel, ""), 1);
  EXPECT_EQ(HealthOf(channel, "cobuild.echo.v1.EchoService"), 1);
  server.server().SetServing(false);
  EXPECT_EQ(HealthOf(channel, ""), 2);
  EXPECT_EQ(HealthOf(channel, "cobuild.echo.v1.EchoService"), 2);
  EXPECT_EQ(HealthOf(channel, "cobuild.echo.v1.Gone"), 0);
}

// A server made by hand, for what TestServer does not offer.
class BareServer {
 public:
  absl::StatusOr<std::unique_ptr<rpc::Server>> Start(rpc::ServerOptions options) {
    if (options.listen_address.empty()) options.listen_address = "127.0.0.1:0";
    if (options.tls.certificate.empty()) options.tls = certificates_.ForServer();
    return rpc::Server::Start(
        options, {.router = router_, .grants = grants_, .clock = clock_, .metrics = metrics_});
  }
  void Grant(const std::string& principal, const std::string& role) {
    grants_ = rpc::Grants::FromJson(R"({"principals":[{"name":")" + principal + R"(","roles":[")" +
                                    role + R"("]}]})")
                  .value();
  }
  rpc::Router& router() { return router_; }
  test::Certificates& certificates() { return certificates_; }

 private:
  test::Certificates certificates_;
  rpc::Router router_;
  rpc::Grants grants_;
  base::SystemClock clock_;
  obs::Metrics metrics_;
};

TEST(HealthTest, IsNotServingAtStart) {
  BareServer bare;
  AddEcho(bare.router());
  ASSERT_OK_AND_ASSIGN(const auto server, bare.Start({}));
  ASSERT_OK_AND_ASSIGN(const auto channel,
                       rpc::MakeChannel({.address = "127.0.0.1:" + std::to_string(server->port()),
                                         .tls = bare.certificates().ForClient("machine/test"),
                                         .server_name = ""}));
  EXPECT_EQ(HealthOf(channel, ""), 2);
}

TEST(StartTest, SecondServerOnThePort_IsRefused) {
  test::TestServer first(AddEcho);
  BareServer second;
  AddEcho(second.router());
  rpc::ServerOptions options;
  options.listen_address = first.address();
  const absl::Status status = second.Start(options).status();
  EXPECT_THAT(status, HasCode(absl::StatusCode::kUnavailable));
  EXPECT_THAT(std::string(status.message()), HasSubstr(first.address()));
}

TEST(StartTest, PortIsFreeAgainOnceTheServerIsGone) {
  BareServer bare;
  AddEcho(bare.router());
  rpc::ServerOptions options;
  {
    ASSERT_OK_AND_ASSIGN(const auto server, bare.Start(options));
    options.listen_address = "127.0.0.1:" + std::to_string(server->port());
  }
  EXPECT_OK(bare.Start(options));
}

TEST(StartTest, ClientThatWaitsForTheServer_FindsItSoon) {
  BareServer bare;
  bare.router().Unary<EchoRequest, EchoResponse>(
      kEcho, [](rpc::Call&, const EchoRequest& request) { return Answer(request); });
  rpc::ServerOptions options;
  {
    ASSERT_OK_AND_ASSIGN(const auto server, bare.Start({}));
    options.listen_address = "127.0.0.1:" + std::to_string(server->port());
  }
  ASSERT_OK_AND_ASSIGN(const auto channel,
                       rpc::MakeChannel({.address = options.listen_address,
                                         .tls = bare.certificates().ForClient("machine/test"),
                                         .server_name = ""}));
  // The first attempt finds nobody, and so the channel has to come back by itself.
  EXPECT_THAT(Echo(*EchoService::NewStub(channel), "too early", 300ms), Not(test::IsOk()));
  ASSERT_OK_AND_ASSIGN(const auto server, bare.Start(options));
  const auto context = NewContext(3s);
  context->set_wait_for_ready(true);
  EchoResponse response;
  EXPECT_THAT(
      rpc::FromGrpc(EchoService::NewStub(channel)->Echo(context.get(), EchoRequest(), &response)),
      HasCode(absl::StatusCode::kPermissionDenied));  // found; it grants nobody anything
}

TEST(StartTest, WhatCannotWork_IsRefused) {
  const auto code = [](auto change) {
    BareServer bare;
    rpc::ServerOptions options;
    change(options);
    return bare.Start(options).status().code();
  };
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_EQ(code([](auto& options) { options.listen_address = "nonsense"; }), kInvalid);
  EXPECT_EQ(code([](auto& options) {
              options.tls = {"/nowhere", "/nowhere", "/nowhere"};
            }),
            kInvalid);
  EXPECT_EQ(code([](auto& options) { options.read.workers = 0; }), kInvalid);
  EXPECT_EQ(code([](auto& options) { options.write = {.workers = 8, .calls = 7}; }), kInvalid);
  EXPECT_EQ(code([](auto& options) { options.watches = 0; }), kInvalid);
  EXPECT_EQ(code([](auto& options) { options.max_connections = 0; }), kInvalid);
}

TEST(StartTest, NoMethodAtAll_IsRefused) {
  EXPECT_THAT(BareServer().Start({}), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(StartTest, MethodRoutedTwice_IsRefused) {
  BareServer bare;
  AddEcho(bare.router());
  AddEcho(bare.router());
  EXPECT_THAT(bare.Start({}), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(StartTest, StreamOnTheInlineLane_IsRefused) {
  BareServer bare;
  bare.router().ServerStream<EchoRequest, EchoResponse>(
      kEchoInline, [](rpc::Call&, const EchoRequest&, rpc::StreamWriter<EchoResponse>&) {
        return absl::OkStatus();
      });
  EXPECT_THAT(bare.Start({}), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(ReflectionTest, ListsTheServiceWhenAsked) {
  test::TestServer server(AddEcho, {.server = WithReflection(true)});
  std::string answer;
  EXPECT_OK(
      rpc::FromGrpc(CallWithBytes(server.ChannelAs(), kReflectionPath, kListServices, &answer)));
  EXPECT_THAT(answer, HasSubstr("cobuild.echo.v1.EchoService"));
}

TEST(ReflectionTest, DescribesTheMethods) {
  test::TestServer server(AddEcho, {.server = WithReflection(true)});
  std::string answer;
  const std::string symbol = "cobuild.echo.v1.EchoService";  // file_containing_symbol
  EXPECT_OK(rpc::FromGrpc(
      CallWithBytes(server.ChannelAs(), kReflectionPath,
                    std::string{0x22, static_cast<char>(symbol.size())} + symbol, &answer)));
  EXPECT_THAT(answer, HasSubstr("EchoInline"));
}

TEST(ReflectionTest, IsOffWithoutTheFlag) {
  test::TestServer server(AddEcho, {.server = WithReflection(false)});
  EXPECT_EQ(CallWithBytes(server.ChannelAs(), kReflectionPath, kListServices).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
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
  EXPECT_THAT(Echo(*stub, "too late"), HasCode(absl::StatusCode::kUnavailable));
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
  EXPECT_THAT(rpc::FromGrpc(reader->Finish()), Refuses(absl::StatusCode::kUnavailable, "DRAINING"));
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
              EXPECT_THAT(more, HasCode(absl::StatusCode::kCancelled));
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
  EXPECT_EQ(pthread_kill(runner.native_handle(), SIGTERM), 0);
  runner.join();
  EXPECT_THAT(Echo(*EchoService::NewStub(channel), "hi", 1s), Not(test::IsOk()));
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
}

// A TCP connection that says nothing.
rpc::Descriptor Connect(const test::TestServer& server) {
  rpc::Descriptor connection(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const std::string address = server.address();
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.find(':') + 1))));
  target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(connection.number(), reinterpret_cast<sockaddr*>(&target), sizeof target), 0);
  return connection;
}

void AwaitMetric(test::TestServer& server, const std::string& line) {
  while (server.metrics().Render().find(line + "\n") == std::string::npos) {
    std::this_thread::yield();
  }
}

TEST(ConnectionTest, ConnectionsAboveTheLimit_AreClosedAndRoomComesBack) {
  rpc::ServerOptions options;
  options.max_connections = 3;
  test::TestServer server(AddEcho, {.server = options});
  std::vector<rpc::Descriptor> silent;
  for (int i = 0; i < 3; ++i) silent.push_back(Connect(server));
  AwaitMetric(server, "cobuild_rpc_connections 3");
  const rpc::Descriptor fourth = Connect(server);
  char byte = 0;
  while (read(fourth.number(), &byte, 1) > 0) {  // gRPC greets those it serves
  }
  AwaitMetric(server, "cobuild_rpc_connections_refused_total 1");
  silent.clear();
  AwaitMetric(server, "cobuild_rpc_connections 0");
  EXPECT_THAT(Echo(*EchoService::NewStub(server.ChannelAs()), "hi"), IsOkAndHolds("hi"));
  AwaitMetric(server, "cobuild_rpc_connections 1");
}

TEST(ConnectionTest, FloodOfConnections_LeavesTheServerServing) {
  rpc::ServerOptions options;
  options.max_connections = 20;
  test::TestServer server(AddEcho, {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  EXPECT_OK(Echo(*stub, "before"));
  for (int round = 0; round < 5; ++round) {
    std::vector<rpc::Descriptor> flood;
    for (int i = 0; i < 100; ++i) flood.push_back(Connect(server));
    EXPECT_OK(Echo(*stub, "during"));
  }
  AwaitMetric(server, "cobuild_rpc_connections 1");
  EXPECT_OK(Echo(*EchoService::NewStub(server.ChannelAs()), "after"));
}

}  // namespace
}  // namespace cobuild::echo
