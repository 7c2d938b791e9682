// Handlers that answer later, from another thread, as the ledger's poster does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <future>
#include <stdexcept>
#include <thread>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using test::IsOkAndHolds;
using test::Refuses;

// Keeps replies until it is told to answer them.
class Poster {
 public:
  struct Posting {
    std::string text;
    rpc::Reply<EchoResponse> reply;
  };

  void Post(const std::string& text, rpc::Reply<EchoResponse> reply) {
    const std::lock_guard lock(mutex_);
    postings_.push_back({text, std::move(reply)});
    changed_.notify_all();
  }

  Posting Take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !postings_.empty(); });
    Posting posting = std::move(postings_.front());
    postings_.pop_front();
    return posting;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Posting> postings_;
};

EchoResponse Response(const std::string& text) {
  EchoResponse response;
  response.set_text(text);
  return response;
}

class AsyncTest : public ::testing::Test {
 protected:
  static rpc::ServerOptions TwoAtATime() {
    rpc::ServerOptions options;
    options.write = {.workers = 1, .calls = 2};
    return options;
  }

  absl::StatusOr<std::string> Post(const std::string& text) {
    StoreRequest request;
    request.set_text(text);
    EchoResponse response;
    const auto context = NewContext();
    const absl::Status status = rpc::FromGrpc(stub_->Post(context.get(), request, &response));
    if (!status.ok()) return status;
    return response.text();
  }

  std::future<absl::StatusOr<std::string>> StartPost(const std::string& text) {
    return std::async(std::launch::async, [this, text] { return Post(text); });
  }

  Poster poster_;
  test::TestServer server_{
      [this](rpc::Router& router) {
        router.UnaryAsync<StoreRequest, EchoResponse>(
            kPost, [this](rpc::Call&, const StoreRequest& request, rpc::Reply<EchoResponse> reply) {
              if (request.text() == "throw") throw std::runtime_error("secret");
              if (request.text() == "drop") return;
              if (request.text() == "at once") return reply(Response("done"));
              poster_.Post(request.text(), std::move(reply));
            });
      },
      {.server = TwoAtATime()}};
  std::unique_ptr<EchoService::Stub> stub_ = EchoService::NewStub(server_.ChannelAs());
};

TEST_F(AsyncTest, ReplyFromAnotherThread_ReachesTheCaller) {
  auto outcome = StartPost("hi");
  Poster::Posting posting = poster_.Take();
  EXPECT_EQ(posting.reply.call().principal().name, "machine/test");
  posting.reply(Response(posting.text + "!"));
  EXPECT_THAT(outcome.get(), IsOkAndHolds("hi!"));
}

TEST_F(AsyncTest, ReplyAtOnce_ReachesTheCaller) {
  EXPECT_THAT(Post("at once"), IsOkAndHolds("done"));
}

TEST_F(AsyncTest, Refusal_ReachesTheCallerWithItsReason) {
  auto outcome = StartPost("hi");
  poster_.Take().reply(
      error::Make(absl::StatusCode::kFailedPrecondition, "LIMIT_EXCEEDED", "too much"));
  EXPECT_STATUS(outcome.get(), Refuses(absl::StatusCode::kFailedPrecondition, "LIMIT_EXCEEDED"));
}

TEST_F(AsyncTest, DroppedReply_IsInternal) {
  EXPECT_STATUS(Post("drop"), Refuses(absl::StatusCode::kInternal, "NOT_ANSWERED"));
}

TEST_F(AsyncTest, ReplyDroppedByThePoster_IsInternal) {
  auto outcome = StartPost("hi");
  { const Poster::Posting dropped = poster_.Take(); }
  EXPECT_STATUS(outcome.get(), Refuses(absl::StatusCode::kInternal, "NOT_ANSWERED"));
}

TEST_F(AsyncTest, HandlerThatThrows_IsInternal) {
  EXPECT_STATUS(Post("throw"), Refuses(absl::StatusCode::kInternal, "NOT_ANSWERED"));
  EXPECT_THAT(Post("at once"), IsOkAndHolds("done"));
}

TEST_F(AsyncTest, UnansweredCalls_HoldRoomUntilTheyAreAnswered) {
  auto first = StartPost("1");
  auto second = StartPost("2");
  Poster::Posting one = poster_.Take();
  Poster::Posting two = poster_.Take();
  StoreRequest request;
  EchoResponse response;
  const auto context = rpc::ContextFor(std::chrono::seconds(20), obs::NewTrace());
  EXPECT_STATUS(rpc::FromGrpc(stub_->Post(context.get(), request, &response)),
                Refuses(absl::StatusCode::kUnavailable, "OVERLOADED"));
  one.reply(Response("one"));
  two.reply(Response("two"));
  EXPECT_OK(first.get());
  EXPECT_OK(second.get());
  EXPECT_THAT(Post("at once"), IsOkAndHolds("done"));
}

TEST_F(AsyncTest, LongRequest_IsAnsweredToo) {
  const std::string text(1 << 20, 'x');
  auto outcome = StartPost(text);
  Poster::Posting posting = poster_.Take();
  EXPECT_EQ(posting.text, text);
  posting.reply(Response("long"));
  EXPECT_THAT(outcome.get(), IsOkAndHolds("long"));
}

TEST_F(AsyncTest, MalformedBytes_AreInvalidWithAReason) {
  EXPECT_STATUS(rpc::FromGrpc(CallWithBytes(server_.ChannelAs(),
                                            "/cobuild.echo.v1.EchoService/Post", "\x0a\x7f")),
                Refuses(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE"));
  EXPECT_STATUS(
      rpc::FromGrpc(CallWithBytes(server_.ChannelAs(), "/cobuild.echo.v1.EchoService/Post",
                                  std::string(100'000, '\x0a'))),
      Refuses(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE"));
}

}  // namespace
}  // namespace cobuild::echo
