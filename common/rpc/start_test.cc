// How a server starts, what it refuses to start with, and what it tells of itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kReflectionPath[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
constexpr char kListServices[] = "\x3a\x01*";  // ServerReflectionRequest.list_services

rpc::ServerOptions WithReflection(bool reflection) {
  rpc::ServerOptions options;
  options.reflection = reflection;
  return options;
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
  EXPECT_STATUS(status, HasCode(absl::StatusCode::kUnavailable));
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
  EXPECT_STATUS(Echo(*EchoService::NewStub(channel), "too early", 300ms), Not(test::IsOk()));
  ASSERT_OK_AND_ASSIGN(const auto server, bare.Start(options));
  const auto context = NewContext(3s);
  context->set_wait_for_ready(true);
  EchoResponse response;
  EXPECT_STATUS(
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
  EXPECT_STATUS(BareServer().Start({}), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(StartTest, MethodRoutedTwice_IsRefused) {
  BareServer bare;
  AddEcho(bare.router());
  AddEcho(bare.router());
  EXPECT_STATUS(bare.Start({}), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(StartTest, StreamOnTheInlineLane_IsRefused) {
  BareServer bare;
  bare.router().ServerStream<EchoRequest, EchoResponse>(
      kEchoInline, [](rpc::Call&, const EchoRequest&, rpc::StreamWriter<EchoResponse>&) {
        return absl::OkStatus();
      });
  EXPECT_STATUS(bare.Start({}), HasCode(absl::StatusCode::kInvalidArgument));
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

}  // namespace
}  // namespace cobuild::echo
