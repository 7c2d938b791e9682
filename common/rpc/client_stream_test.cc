// Streams from the client: whole ones, broken ones, silent ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>

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

class ClientStreamTest : public ::testing::Test {
 protected:
  absl::StatusOr<EchoResponse> Collect(rpc::StreamReader<StoreRequest>& reader) {
    EchoResponse joined;
    StoreRequest request;
    while (true) {
      const absl::StatusOr<bool> more = reader.Read(request);
      if (!more.ok()) {
        broken_.set_value(more.status());
        EXPECT_FALSE(reader.Read(request).ok());  // it stays broken
        return more.status();
      }
      if (!*more) break;
      if (request.text() == "refuse") return error::Make(absl::StatusCode::kAborted, "BAD_ROW", "");
      joined.mutable_text()->append(request.text());
      ++read_;
      read_.notify_all();
    }
    EXPECT_EQ(reader.Read(request).value(), false);  // the end stays the end
    return joined;
  }

  static StoreRequest Text(const std::string& text) {
    StoreRequest request;
    request.set_text(text);
    return request;
  }

  // What the caller is told after it sent one good message and then `bytes`.
  grpc::Status SendBytes(const std::string& bytes) {
    grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub(channel_);
    grpc::CompletionQueue queue;
    const auto context = NewContext();
    const auto call =
        stub.PrepareCall(context.get(), "/cobuild.echo.v1.EchoService/Collect", &queue);
    void* tag = nullptr;
    bool ok = false;
    const auto wait = [&] { queue.Next(&tag, &ok); };
    const auto send = [&](const std::string& content) {
      const grpc::Slice slice(content);
      call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
      wait();
    };
    call->StartCall(nullptr);
    wait();
    send(Text("good").SerializeAsString());
    send(bytes);
    grpc::Status status;
    call->Finish(&status, nullptr);
    wait();
    return status;
  }

  std::atomic<int> read_ = 0;
  std::promise<absl::Status> broken_;
  test::TestServer server_{[this](rpc::Router& router) {
    router.ClientStream<StoreRequest, EchoResponse>(
        kCollect,
        [this](rpc::Call&, rpc::StreamReader<StoreRequest>& reader) { return Collect(reader); });
  }};
  std::shared_ptr<grpc::Channel> channel_ = server_.ChannelAs();
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(channel_);
};

TEST_F(ClientStreamTest, EveryMessage_ReachesTheHandler) {
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub_->Collect(context.get(), &response);
  std::string expected;
  for (int i = 0; i < 500; ++i) {
    expected += std::to_string(i);
    ASSERT_TRUE(writer->Write(Text(std::to_string(i))));
  }
  ASSERT_TRUE(writer->WritesDone());
  EXPECT_OK(rpc::FromGrpc(writer->Finish()));
  EXPECT_EQ(response.text(), expected);
}

TEST_F(ClientStreamTest, StreamOfNothing_IsAWholeStream) {
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub_->Collect(context.get(), &response);
  ASSERT_TRUE(writer->WritesDone());
  EXPECT_OK(rpc::FromGrpc(writer->Finish()));
}

TEST_F(ClientStreamTest, RefusalMidway_ReachesTheCallerThatStillSends) {
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub_->Collect(context.get(), &response);
  ASSERT_TRUE(writer->Write(Text("refuse")));
  while (writer->Write(Text(std::string(10'000, 'x')))) {
  }
  EXPECT_STATUS(rpc::FromGrpc(writer->Finish()), Refuses(absl::StatusCode::kAborted, "BAD_ROW"));
}

TEST_F(ClientStreamTest, StreamThatIsCancelled_IsNotTakenForWhole) {
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub_->Collect(context.get(), &response);
  ASSERT_TRUE(writer->Write(Text("half")));
  read_.wait(0);
  context->TryCancel();
  EXPECT_STATUS(broken_.get_future().get(), Refuses(absl::StatusCode::kCancelled, "CANCELLED"));
  EXPECT_STATUS(rpc::FromGrpc(writer->Finish()), HasCode(absl::StatusCode::kCancelled));
}

TEST_F(ClientStreamTest, ClientThatFallsSilent_EndsAtTheDeadline) {
  const auto context = NewContext(500ms);
  EchoResponse response;
  const auto writer = stub_->Collect(context.get(), &response);
  ASSERT_TRUE(writer->Write(Text("half")));
  EXPECT_STATUS(rpc::FromGrpc(writer->Finish()), HasCode(absl::StatusCode::kDeadlineExceeded));
  EXPECT_FALSE(broken_.get_future().get().ok());
}

TEST_F(ClientStreamTest, MalformedMessageMidway_IsInvalidWithAReason) {
  EXPECT_STATUS(rpc::FromGrpc(SendBytes("\x0a\x7f")),
                Refuses(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE"));
}

TEST_F(ClientStreamTest, TextThatIsNotUtf8Midway_IsInvalidAndNamed) {
  EXPECT_STATUS(rpc::FromGrpc(SendBytes("\x12\x01\xff")), HasViolation("text", "INVALID_UTF8"));
}

TEST(ClientStreamBudgetTest, BudgetEndsAStreamWhoseCallerWouldWaitLonger) {
  static constexpr rpc::Method kShort = {
      kCollect.name, kCollect.permission, kCollect.scope, kCollect.lane, 500ms, kCollect.repeat};
  test::TestServer server([](rpc::Router& router) {
    router.ClientStream<StoreRequest, EchoResponse>(
        kShort,
        [](rpc::Call&, rpc::StreamReader<StoreRequest>& reader) -> absl::StatusOr<EchoResponse> {
          StoreRequest request;
          const absl::StatusOr<bool> more = reader.Read(request);
          if (!more.ok()) return more.status();
          return EchoResponse();
        });
  });
  const auto stub = EchoService::NewStub(server.ChannelAs());
  const auto context = NewContext();
  EchoResponse response;
  const auto writer = stub->Collect(context.get(), &response);
  EXPECT_STATUS(rpc::FromGrpc(writer->Finish()),
                Refuses(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

}  // namespace
}  // namespace cobuild::echo
