// How one service calls another: trace, deadline, repeats, whom it believes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "common/error/error.h"
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

using EchoHandler = std::function<absl::StatusOr<EchoResponse>(rpc::Call&, const EchoRequest&)>;

std::function<void(rpc::Router&)> Serving(EchoHandler handler) {
  return [handler = std::move(handler)](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(kEcho, handler);
  };
}

// A service that asks another, as assessment asks finance.
class ChainTest : public ::testing::Test {
 protected:
  struct Seen {
    obs::TraceContext trace;
    std::chrono::milliseconds remaining{};
  };

  Seen behind_;
  Seen front_;
  test::TestServer back_server_{Serving([this](rpc::Call& call, const EchoRequest&) {
    behind_ = {call.trace(), call.remaining()};
    return EchoResponse();
  })};
  std::unique_ptr<EchoService::Stub> back_ = EchoService::NewStub(back_server_.ChannelAs());
  test::TestServer front_server_{
      Serving([this](rpc::Call& call, const EchoRequest& request) -> absl::StatusOr<EchoResponse> {
        front_ = {call.trace(), call.remaining()};
        EchoResponse response;
        const auto context = rpc::ContextFor(call);
        const absl::Status status = rpc::FromGrpc(back_->Echo(context.get(), request, &response));
        if (!status.ok()) return status;
        return response;
      })};
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(front_server_.ChannelAs());
};

TEST_F(ChainTest, TraceReachesTheLastService_SpanBySpan) {
  const obs::TraceContext trace = obs::NewTrace();
  const auto context = rpc::ContextFor(20s, trace);
  EchoResponse response;
  ASSERT_OK(rpc::FromGrpc(stub_->Echo(context.get(), EchoRequest(), &response)));
  EXPECT_EQ(obs::TraceIdOf(front_.trace), obs::TraceIdOf(trace));
  EXPECT_EQ(front_.trace.parent_span, trace.span);
  EXPECT_EQ(obs::TraceIdOf(behind_.trace), obs::TraceIdOf(trace));
  EXPECT_EQ(behind_.trace.parent_span, front_.trace.span);
  EXPECT_NE(behind_.trace.span, front_.trace.span);
}

TEST_F(ChainTest, DeadlineIsInherited) {
  ASSERT_OK(Echo(*stub_, "hi", 3s));
  EXPECT_LE(behind_.remaining, front_.remaining);
  EXPECT_GT(behind_.remaining, 1s);
}

TEST_F(ChainTest, CallerWithoutATrace_GetsANewOne) {
  grpc::ClientContext context;
  EchoResponse response;
  ASSERT_OK(rpc::FromGrpc(stub_->Echo(&context, EchoRequest(), &response)));
  EXPECT_NE(front_.trace.span, 0u);
  EXPECT_EQ(front_.trace.parent_span, 0u);
}

TEST_F(ChainTest, TraceThatIsNone_IsReplaced) {
  grpc::ClientContext context;
  context.AddMetadata("traceparent", "00-nonsense");
  EchoResponse response;
  ASSERT_OK(rpc::FromGrpc(stub_->Echo(&context, EchoRequest(), &response)));
  EXPECT_NE(front_.trace.span, 0u);
}

TEST_F(ChainTest, CallOfACallThatIsOver_EndsAtOnce) {
  static const rpc::Principal kNobody;
  const rpc::Call expired(kEcho, kNobody, std::chrono::steady_clock::now() - 1s, {},
                          obs::NewTrace());
  EchoResponse response;
  EXPECT_STATUS(
      rpc::FromGrpc(back_->Echo(rpc::ContextFor(expired).get(), EchoRequest(), &response)),
      HasCode(absl::StatusCode::kDeadlineExceeded));
}

TEST(RetryTest, UnavailableIsRepeated_UntilItWorks) {
  std::atomic<int> attempts = 0;
  test::TestServer server(
      Serving([&](rpc::Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
        if (++attempts < 3) {
          return error::Make(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", "for now");
        }
        EchoResponse response;
        response.set_text("third time");
        return response;
      }));
  EXPECT_THAT(Echo(*EchoService::NewStub(server.ChannelAs()), "hi"), IsOkAndHolds("third time"));
  EXPECT_EQ(attempts, 3);
}

TEST(RetryTest, UnavailableThatLasts_IsToldAfterFourAttempts) {
  std::atomic<int> attempts = 0;
  test::TestServer server(
      Serving([&](rpc::Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
        ++attempts;
        return error::Make(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", "for long");
      }));
  EXPECT_STATUS(Echo(*EchoService::NewStub(server.ChannelAs()), "hi"),
                Refuses(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  EXPECT_EQ(attempts, 4);
}

TEST(RetryTest, OtherRefusals_AreNotRepeated) {
  std::atomic<int> attempts = 0;
  test::TestServer server(
      Serving([&](rpc::Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
        ++attempts;
        return error::Make(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed since");
      }));
  EXPECT_STATUS(Echo(*EchoService::NewStub(server.ChannelAs()), "hi"),
                Refuses(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(attempts, 1);
}

TEST(RetryTest, CallerWhoseCallsAllFail_StopsRepeating) {
  std::atomic<int> attempts = 0;
  test::TestServer server(
      Serving([&](rpc::Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
        ++attempts;
        return error::Make(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", "for long");
      }));
  const auto stub = EchoService::NewStub(server.ChannelAs());
  constexpr int kCalls = 40;
  std::vector<std::future<void>> calls;
  for (int i = 0; i < kCalls; ++i) {
    calls.push_back(std::async(std::launch::async, [&] { EXPECT_FALSE(Echo(*stub, "hi").ok()); }));
  }
  for (auto& call : calls) call.get();
  EXPECT_LT(attempts, 3 * kCalls);
}

TEST(ChannelTest, ServerOfAnotherName_IsNotBelieved) {
  test::TestServer server(Serving([](rpc::Call&, const EchoRequest&) { return EchoResponse(); }));
  const auto files = server.certificates().ForClient("machine/test");
  const auto wrong =
      rpc::MakeChannel({.address = server.address(), .tls = files, .server_name = "finance"});
  ASSERT_OK(wrong);
  EXPECT_STATUS(Echo(*EchoService::NewStub(*wrong), "hi", 2s),
                HasCode(absl::StatusCode::kUnavailable));
  const auto right =
      rpc::MakeChannel({.address = server.address(), .tls = files, .server_name = "localhost"});
  ASSERT_OK(right);
  EXPECT_OK(Echo(*EchoService::NewStub(*right), "hi"));
}

TEST(ChannelTest, FilesThatCannotBeRead_AreAnError) {
  EXPECT_STATUS(rpc::MakeChannel({.address = "127.0.0.1:1",
                                  .tls = {"/nowhere", "/nowhere", "/nowhere"},
                                  .server_name = ""}),
                HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace cobuild::echo
