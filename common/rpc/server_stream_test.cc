// Streams to the client: flow control, clients that go away, budgets, the bound on watches.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <thread>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::HasViolation;
using test::Refuses;

class ServerStreamTest : public ::testing::Test {
 protected:
  absl::Status Repeat(const RepeatRequest& request, rpc::StreamWriter<EchoResponse>& writer) {
    EchoResponse response;
    response.set_text(request.text() == "long" ? std::string(5 << 20, 'x') : request.text());
    for (int i = 0; i < request.count(); ++i) {
      if (!writer.Write(response)) {
        gave_up_.set_value();
        return absl::OkStatus();
      }
      ++written_;
    }
    if (request.text() == "refuse") {
      return error::Make(absl::StatusCode::kAborted, "HALFWAY", "enough");
    }
    return absl::OkStatus();
  }

  std::atomic<int> written_ = 0;
  std::promise<void> gave_up_;
  test::TestServer server_{[this](rpc::Router& router) {
    router.ServerStream<RepeatRequest, EchoResponse>(
        kRepeat,
        [this](rpc::Call&, const RepeatRequest& request, rpc::StreamWriter<EchoResponse>& writer) {
          return Repeat(request, writer);
        });
  }};
  std::shared_ptr<grpc::Channel> channel_ = server_.ChannelAs();
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(channel_);
};

RepeatRequest Times(int count, const std::string& text) {
  RepeatRequest request;
  request.set_count(count);
  request.set_text(text);
  return request;
}

TEST_F(ServerStreamTest, EveryMessage_ArrivesInOrderAndThenTheEnd) {
  const auto context = NewContext();
  const auto reader = stub_->Repeat(context.get(), Times(1000, "hi"));
  EchoResponse response;
  int read = 0;
  while (reader->Read(&response)) ++read;
  EXPECT_OK(rpc::FromGrpc(reader->Finish()));
  EXPECT_EQ(read, 1000);
}

TEST_F(ServerStreamTest, RefusalAfterSomeMessages_ReachesTheCaller) {
  const auto context = NewContext();
  const auto reader = stub_->Repeat(context.get(), Times(3, "refuse"));
  EchoResponse response;
  int read = 0;
  while (reader->Read(&response)) ++read;
  EXPECT_EQ(read, 3);
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()), Refuses(absl::StatusCode::kAborted, "HALFWAY"));
}

TEST_F(ServerStreamTest, SlowReader_HoldsTheWriterBack) {
  const auto context = NewContext();
  const auto reader = stub_->Repeat(context.get(), Times(10'000, std::string(10'000, 'x')));
  EchoResponse response;
  int read = 0;
  while (reader->Read(&response)) {
    ++read;
    // Windows and buffers take a few MB; without them up to 100 MB could run ahead.
    ASSERT_LT(written_ - read, 3'000);
  }
  EXPECT_OK(rpc::FromGrpc(reader->Finish()));
  EXPECT_EQ(read, 10'000);
}

TEST_F(ServerStreamTest, ClientThatIsGone_EndsTheWrites) {
  const auto context = NewContext();
  const auto reader = stub_->Repeat(context.get(), Times(1'000'000, std::string(10'000, 'x')));
  EchoResponse response;
  ASSERT_TRUE(reader->Read(&response));
  context->TryCancel();
  gave_up_.get_future().wait();
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()), HasCode(absl::StatusCode::kCancelled));
}

TEST_F(ServerStreamTest, DeadlineEndsAWriteThatFlowControlHolds) {
  const auto context = NewContext(500ms);
  const auto reader = stub_->Repeat(context.get(), Times(1'000'000, std::string(10'000, 'x')));
  gave_up_.get_future().wait();  // nobody has read a byte
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()), HasCode(absl::StatusCode::kDeadlineExceeded));
}

TEST(SlowConsumerTest, ClientThatTakesNothing_IsCutOffAndHoldsNobodyElse) {
  rpc::ServerOptions options;
  options.watches = 2;
  options.write_timeout = 300ms;
  std::promise<void> gave_up;
  test::TestServer server(
      [&gave_up](rpc::Router& router) {
        router.ServerStream<RepeatRequest, EchoResponse>(
            kWatch, [&gave_up](rpc::Call&, const RepeatRequest& request,
                               rpc::StreamWriter<EchoResponse>& writer) {
              EchoResponse response;
              response.set_text(std::string(10'000, 'x'));
              for (int i = 0; i < request.count(); ++i) {
                if (writer.Write(response)) continue;
                gave_up.set_value();
                break;
              }
              return absl::OkStatus();
            });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  const auto stalled = stub->Watch(context.get(), Times(1'000'000, ""));
  const auto other_context = NewContext();
  const auto other = stub->Watch(other_context.get(), Times(1'000, ""));
  EchoResponse response;
  int read = 0;
  while (other->Read(&response)) ++read;
  EXPECT_EQ(read, 1'000);
  EXPECT_OK(rpc::FromGrpc(other->Finish()));

  gave_up.get_future().wait();
  read = 0;
  while (stalled->Read(&response)) ++read;
  EXPECT_LT(read, 3'000);  // what had been under way
  EXPECT_STATUS(rpc::FromGrpc(stalled->Finish()), HasCode(absl::StatusCode::kCancelled));
  // Its place is free again, and the service knows why it ended.
  server.server().Drain();
  EXPECT_THAT(
      server.metrics().Render(),
      testing::HasSubstr("cobuild_rpc_requests_total{code=\"RESOURCE_EXHAUSTED\",lane=\"watch\","
                         "method=\"cobuild.echo.v1.EchoService/Watch\"} 1"));
}

TEST_F(ServerStreamTest, MessageAbove4MiB_EndsTheStreamWithAReason) {
  const auto context = NewContext();
  const auto reader = stub_->Repeat(context.get(), Times(2, "long"));
  EchoResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()),
                Refuses(absl::StatusCode::kInternal, "RESPONSE_TOO_LARGE"));
}

TEST_F(ServerStreamTest, MalformedRequest_IsInvalidWithAReason) {
  EXPECT_STATUS(
      rpc::FromGrpc(CallWithBytes(channel_, "/cobuild.echo.v1.EchoService/Repeat", "\x0a\x7f")),
      Refuses(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE"));
  EXPECT_STATUS(
      rpc::FromGrpc(CallWithBytes(channel_, "/cobuild.echo.v1.EchoService/Repeat", "\x0a\x01\xff")),
      HasViolation("text", "INVALID_UTF8"));
}

TEST(ServerStreamBudgetTest, BudgetEndsAStreamWhoseCallerWouldWaitLonger) {
  static constexpr rpc::Method kShort = {
      kRepeat.name, kRepeat.permission, kRepeat.scope, kRepeat.lane, 500ms, kRepeat.repeat};
  test::TestServer server([](rpc::Router& router) {
    router.ServerStream<RepeatRequest, EchoResponse>(
        kShort, [](rpc::Call& call, const RepeatRequest&, rpc::StreamWriter<EchoResponse>& writer) {
          EXPECT_TRUE(writer.Write(EchoResponse()));
          while (!call.Cancelled()) std::this_thread::yield();
          EXPECT_FALSE(writer.Write(EchoResponse()));
          return absl::OkStatus();
        });
  });
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  const auto reader = stub->Repeat(context.get(), RepeatRequest());
  EchoResponse response;
  EXPECT_TRUE(reader->Read(&response));
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_STATUS(rpc::FromGrpc(reader->Finish()),
                Refuses(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST(WatchTest, WatchesAboveTheLimit_AreShed) {
  Gate gate;
  rpc::ServerOptions options;
  options.watches = 1;
  test::TestServer server(
      [&](rpc::Router& router) {
        router.ServerStream<RepeatRequest, EchoResponse>(
            kWatch, [&](rpc::Call&, const RepeatRequest&, rpc::StreamWriter<EchoResponse>&) {
              gate.Pass();
              return absl::OkStatus();
            });
      },
      {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto first_context = NewContext();
  const auto first = stub->Watch(first_context.get(), RepeatRequest());
  ASSERT_TRUE(gate.AwaitArrivals(1));
  const auto second_context = NewContext();
  const auto second = stub->Watch(second_context.get(), RepeatRequest());
  EXPECT_STATUS(rpc::FromGrpc(second->Finish()),
                Refuses(absl::StatusCode::kUnavailable, "OVERLOADED"));
  gate.Open();
  EXPECT_OK(rpc::FromGrpc(first->Finish()));
}

}  // namespace
}  // namespace cobuild::echo
