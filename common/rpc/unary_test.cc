// Unary calls through a real server: what reaches a handler, and what a caller is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "common/error/error.h"
#include "common/obs/log.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "google/rpc/error_details.pb.h"

namespace cobuild::echo {
namespace {

using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kEchoPath[] = "/cobuild.echo.v1.EchoService/Echo";

// Does as the request asks.
absl::StatusOr<EchoResponse> Obey(rpc::Call&, const EchoRequest& request) {
  if (request.ask() == "throw") throw std::runtime_error("secret of the driver");
  if (request.ask() == "throw an int") throw 7;
  if (request.ask() == "fail") return absl::InternalError("secret of the driver");
  if (request.ask() == "refuse") {
    return error::Make(absl::StatusCode::kNotFound, "VILLAGE_NOT_FOUND", "no such village",
                       {{"village", request.text()}});
  }
  if (request.ask() == "two violations") {
    return error::Invalid({{"text", "TOO_LONG", "at most 3"}, {"part.label", "EMPTY", "needed"}});
  }
  EchoResponse response;
  response.set_text(request.ask() == "long" ? std::string(5 << 20, 'x') : request.text());
  return response;
}

class UnaryTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::string> Ask(const std::string& ask, const std::string& text = "hi") {
    EchoRequest request;
    request.set_ask(ask);
    request.set_text(text);
    EchoResponse response;
    const auto context = NewContext();
    const absl::Status status = rpc::FromGrpc(stub_->Echo(context.get(), request, &response));
    if (!status.ok()) return status;
    return response.text();
  }

  test::TestServer server_{[](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho, Obey);
    router.Unary<EchoRequest, EchoResponse>(kEchoInline, Obey);
  }};
  std::shared_ptr<grpc::Channel> channel_ = server_.ChannelAs();
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(channel_);
};

TEST_F(UnaryTest, Call_IsAnswered) { EXPECT_THAT(Ask("", "山坡街道"), IsOkAndHolds("山坡街道")); }

TEST_F(UnaryTest, InlineCall_IsAnswered) {
  EchoRequest request;
  request.set_text("hi");
  EchoResponse response;
  const auto context = NewContext();
  ASSERT_OK(rpc::FromGrpc(stub_->EchoInline(context.get(), request, &response)));
  EXPECT_EQ(response.text(), "hi");
}

TEST_F(UnaryTest, Refusal_ReachesTheCallerWithItsReason) {
  const absl::Status status = Ask("refuse", "42").status();
  EXPECT_STATUS(status, Refuses(absl::StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_EQ(error::DetailOf(status)->metadata.at("village"), "42");
}

TEST_F(UnaryTest, Violations_ReachTheCallerAllAtOnce) {
  const absl::Status status = Ask("two violations").status();
  EXPECT_STATUS(status, HasViolation("text", "TOO_LONG"));
  EXPECT_STATUS(status, HasViolation("part.label", "EMPTY"));
}

TEST_F(UnaryTest, HandlerThatThrows_IsInternalAndTellsNothing) {
  for (const char* ask : {"throw", "throw an int"}) {
    std::string log;
    absl::Status status;
    {
      const obs::LogCapture capture([&](std::string_view line) { log += line; });
      status = Ask(ask).status();
    }
    EXPECT_STATUS(status, Refuses(absl::StatusCode::kInternal, "INTERNAL"));
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
    EXPECT_THAT(log, HasSubstr("handler threw"));
  }
  EXPECT_THAT(Ask(""), IsOkAndHolds("hi"));
}

TEST_F(UnaryTest, WhatWasThrown_IsLogged) {
  std::string log;
  {
    const obs::LogCapture capture([&](std::string_view line) { log += line; });
    EXPECT_FALSE(Ask("throw").ok());
  }
  EXPECT_THAT(log, HasSubstr("secret of the driver"));
}

TEST_F(UnaryTest, InternalStatus_IsLoggedAndNotTold) {
  std::string log;
  absl::Status status;
  {
    const obs::LogCapture capture([&](std::string_view line) { log += line; });
    status = Ask("fail").status();
  }
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  EXPECT_THAT(log, HasSubstr("secret of the driver"));
}

TEST_F(UnaryTest, Call_LeavesOneLogLine) {
  std::vector<std::string> lines;
  {
    const obs::LogCapture capture([&](std::string_view line) { lines.emplace_back(line); });
    EXPECT_FALSE(Ask("refuse").ok());
  }
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], HasSubstr(R"("method":"cobuild.echo.v1.EchoService/Echo")"));
  EXPECT_THAT(lines[0], HasSubstr(R"("principal":"machine/test","code":"NOT_FOUND")"));
  EXPECT_THAT(lines[0], HasSubstr(R"("reason":"VILLAGE_NOT_FOUND")"));
  EXPECT_THAT(lines[0], HasSubstr(R"("lane":"read")"));
}

TEST_F(UnaryTest, Calls_AreCountedByCode) {
  EXPECT_TRUE(Ask("").ok());
  EXPECT_TRUE(Ask("").ok());
  EXPECT_FALSE(Ask("refuse").ok());
  const std::string metrics = server_.metrics().Render();
  EXPECT_THAT(metrics, HasSubstr("cobuild_rpc_requests_total{code=\"OK\",lane=\"read\","
                                 "method=\"cobuild.echo.v1.EchoService/Echo\"} 2"));
  EXPECT_THAT(metrics, HasSubstr("cobuild_rpc_requests_total{code=\"NOT_FOUND\",lane=\"read\","
                                 "method=\"cobuild.echo.v1.EchoService/Echo\"} 1"));
  EXPECT_THAT(metrics, HasSubstr("cobuild_rpc_duration_seconds_count{method=\"cobuild.echo.v1."
                                 "EchoService/Echo\"} 3"));
}

TEST_F(UnaryTest, MalformedBytes_AreInvalidWithAReason) {
  for (const char* path : {kEchoPath, "/cobuild.echo.v1.EchoService/EchoInline"}) {
    const auto status = rpc::FromGrpc(CallWithBytes(channel_, path, "\x0a\x7f"));
    EXPECT_STATUS(status, Refuses(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE"));
  }
}

TEST_F(UnaryTest, TextThatIsNotUtf8_IsInvalidAndNamed) {
  EXPECT_STATUS(rpc::FromGrpc(CallWithBytes(channel_, kEchoPath, "\x0a\x02\xff\xfe")),
                HasViolation("text", "INVALID_UTF8"));
}

TEST_F(UnaryTest, UnknownMethod_IsUnimplemented) {
  EXPECT_EQ(CallWithBytes(channel_, "/cobuild.echo.v1.EchoService/Gone", "").error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(UnaryTest, RequestAbove4MiB_IsResourceExhausted) {
  EXPECT_EQ(CallWithBytes(server_.ChannelAs(), kEchoPath, std::string(4 << 20, '\0')).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);  // exactly 4 MiB arrives, and is no message
  grpc::ChannelArguments arguments;
  arguments.SetMaxSendMessageSize(-1);
  const auto files = server_.certificates().ForClient("machine/test");
  const auto tls = rpc::ReadTlsFiles(files);
  ASSERT_OK(tls);
  grpc::SslCredentialsOptions ssl{tls->authorities, tls->key, tls->certificate};
  const auto unbounded =
      grpc::CreateCustomChannel(server_.address(), grpc::SslCredentials(ssl), arguments);
  EXPECT_EQ(CallWithBytes(unbounded, kEchoPath, std::string(5 << 20, '\0')).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(Ask(""), IsOkAndHolds("hi"));
}

TEST_F(UnaryTest, ResponseAbove4MiB_IsRefusedByUs) {
  EXPECT_STATUS(Ask("long").status(), Refuses(absl::StatusCode::kInternal, "RESPONSE_TOO_LARGE"));
}

TEST_F(UnaryTest, CompressedRequest_IsRefused) {
  EchoRequest request;
  request.set_text(std::string(10'000, 'x'));
  EchoResponse response;
  const auto context = NewContext();
  context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
  EXPECT_EQ(stub_->Echo(context.get(), request, &response).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace cobuild::echo
