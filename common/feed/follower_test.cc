#include "common/feed/follower.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/base/clock.h"
#include "common/error/error.h"
#include "common/feed/fake_source.h"
#include "common/feed/methods.h"
#include "common/feed/service.h"
#include "common/obs/log.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::Refuses;
using std::chrono::steady_clock;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::chrono::seconds kPatience(20);

// A consumer that writes down what it gets, and fails or waits when told to. Thread-safe.
class Recorder {
 public:
  Follower::Consumer Consumer() {
    return [this](const v1::WatchChangesResponse& message) { return Take(message); };
  }

  // True once the consumer has `count` changes; false when that takes too long.
  bool WaitForChanges(size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return positions_.size() >= count; });
  }
  // True once the consumer has been called and waits.
  bool WaitUntilHeld() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return held_; });
  }

  // The consumer's next calls fail, or wait until released.
  void FailNext(int calls) {
    const std::lock_guard lock(mutex_);
    failures_left_ = calls;
  }
  void Hold() {
    const std::lock_guard lock(mutex_);
    hold_ = true;
  }
  void Release() {
    const std::lock_guard lock(mutex_);
    hold_ = false;
    changed_.notify_all();
  }

  std::vector<int64_t> positions() {
    const std::lock_guard lock(mutex_);
    return positions_;
  }
  int failures_left() {
    const std::lock_guard lock(mutex_);
    return failures_left_;
  }

 private:
  absl::Status Take(const v1::WatchChangesResponse& message) {
    std::unique_lock lock(mutex_);
    held_ = hold_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !hold_; });
    if (failures_left_ > 0) {
      --failures_left_;
      return absl::UnavailableError("the consumer's own store is away");
    }
    for (const v1::Change& change : message.changes()) positions_.push_back(change.position());
    changed_.notify_all();
    return absl::OkStatus();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<int64_t> positions_;
  int failures_left_ = 0;
  bool hold_ = false;
  bool held_ = false;
};

// What is logged while it lives. Thread-safe.
class LogLines {
 public:
  // Waits for a line that holds `text`; "" when none comes in time.
  std::string WaitFor(const std::string& text) {
    std::unique_lock lock(mutex_);
    auto found = lines_.end();
    logged_.wait_for(lock, kPatience, [&] {
      found = std::find_if(lines_.begin(), lines_.end(), [&](const std::string& line) {
        return line.find(text) != std::string::npos;
      });
      return found != lines_.end();
    });
    return found == lines_.end() ? "" : *found;
  }

 private:
  std::mutex mutex_;
  std::condition_variable logged_;
  std::vector<std::string> lines_;
  // Last, so that it ends before what it writes to.
  obs::LogCapture capture_{[this](std::string_view line) {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
    logged_.notify_all();
  }};
};

FollowerOptions Options(int64_t after = 0) {
  return {.feed = "test", .after = after, .longest_pause = std::chrono::milliseconds(300)};
}

void ServeFeed(rpc::Router& router, Source& source) { RegisterFeedService(router, source); }

class FollowerTest : public ::testing::Test {
 protected:
  LogLines log_;
  FakeSource source_;
  Recorder recorder_;
  test::TestServer server_{[this](rpc::Router& router) { ServeFeed(router, source_); }};
};

TEST_F(FollowerTest, FromPosition_GetsWhatIsThereAndWhatComes) {
  source_.Commit(300);
  Follower follower(server_.ChannelAs(), Options(20), recorder_.Consumer());
  ASSERT_TRUE(recorder_.WaitForChanges(280));
  source_.Commit(5);
  source_.CommitElsewhere(5);
  ASSERT_TRUE(recorder_.WaitForChanges(290));

  follower.Stop();
  EXPECT_EQ(recorder_.positions(), Range(21, 310));
  EXPECT_EQ(follower.position(), 310);
  EXPECT_EQ(follower.head_position(), 310);
  EXPECT_OK(follower.status());
}

TEST_F(FollowerTest, OfOneType_GoesOnBehindWhatItLeavesOut) {
  source_.Commit(2);
  source_.CommitOne("a", google::protobuf::Duration());
  std::atomic<int> caught_up = 0;
  FollowerOptions options = Options();
  options.resource_types = {kDuration};
  options.on_caught_up = [&caught_up] { ++caught_up; };
  Follower follower(server_.ChannelAs(), options, recorder_.Consumer());
  ASSERT_TRUE(recorder_.WaitForChanges(1));
  source_.Commit(2);
  source_.CommitOne("b", google::protobuf::Duration());
  ASSERT_TRUE(recorder_.WaitForChanges(2));
  follower.Stop();
  EXPECT_EQ(recorder_.positions(), (std::vector<int64_t>{3, 6}));
  EXPECT_EQ(follower.position(), 6);
  EXPECT_GE(caught_up, 2);
}

TEST_F(FollowerTest, WatchRenewedOften_LosesAndRepeatsNothing) {
  FollowerOptions options = Options();
  options.watch_timeout = std::chrono::milliseconds(50);
  Follower follower(server_.ChannelAs(), options, recorder_.Consumer());
  for (size_t count = 1; count <= 20; ++count) {
    // The server would notice at its next poll, which is later than the next watch.
    source_.CommitElsewhere(1);
    ASSERT_TRUE(recorder_.WaitForChanges(count));
  }
  follower.Stop();
  EXPECT_EQ(recorder_.positions(), Range(1, 20));
}

TEST_F(FollowerTest, ServerRestartsInMidStream_GoesOnWhereItWas) {
  Follower follower(server_.ChannelAs(), Options(), recorder_.Consumer());
  source_.Commit(10);
  ASSERT_TRUE(recorder_.WaitForChanges(10));

  server_.server().Drain();
  source_.Commit(10);
  rpc::Router router;
  ServeFeed(router, source_);
  auto grants =
      rpc::Grants::FromJson(R"({"principals": [{"name": "machine/test", "roles": ["SERVICE"]}]})");
  ASSERT_OK(grants);
  rpc::ServerOptions options;
  options.listen_address = server_.address();
  options.tls = server_.certificates().ForServer();
  const base::SystemClock clock;
  const rpc::ServerParts parts{
      .router = router, .directory = *grants, .clock = clock, .metrics = server_.metrics()};
  auto restarted = rpc::Server::Start(options, parts);
  ASSERT_OK(restarted);

  ASSERT_TRUE(recorder_.WaitForChanges(20));
  source_.Commit(1);
  ASSERT_TRUE(recorder_.WaitForChanges(21));
  follower.Stop();
  EXPECT_EQ(recorder_.positions(), Range(1, 21));
}

TEST_F(FollowerTest, SlowConsumer_GetsEverythingInOrder) {
  recorder_.Hold();
  Follower follower(server_.ChannelAs(), Options(), recorder_.Consumer());
  // More than the connection's window takes, so that the server has to wait too.
  for (int i = 0; i < 100; ++i) source_.Commit(20, 5'000);
  ASSERT_TRUE(recorder_.WaitUntilHeld());
  EXPECT_EQ(follower.position(), 0);
  recorder_.Release();

  ASSERT_TRUE(recorder_.WaitForChanges(2'000));
  follower.Stop();
  EXPECT_EQ(recorder_.positions(), Range(1, 2'000));
}

TEST_F(FollowerTest, ConsumerFails_GetsTheSameChangesAgain) {
  recorder_.FailNext(3);
  source_.Commit(5);
  Follower follower(server_.ChannelAs(), Options(), recorder_.Consumer());
  ASSERT_TRUE(recorder_.WaitForChanges(5));
  follower.Stop();
  EXPECT_EQ(recorder_.failures_left(), 0);
  EXPECT_EQ(recorder_.positions(), Range(1, 5));
}

TEST_F(FollowerTest, FeedShorterThanPosition_GivesUp) {
  source_.Commit(5);
  Follower follower(server_.ChannelAs(), Options(6), recorder_.Consumer());
  EXPECT_THAT(log_.WaitFor("gave up"), HasSubstr("POSITION_AHEAD_OF_HEAD"));
  EXPECT_STATUS(follower.status(),
                Refuses(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
  EXPECT_EQ(follower.position(), 6);
}

TEST_F(FollowerTest, StoreOfTheFeedFails_TriesAgain) {
  source_.Commit(5);
  source_.Fail(error::Make(absl::StatusCode::kInternal, "STORE_FAILURE", "no store"));
  Follower follower(server_.ChannelAs(), Options(), recorder_.Consumer());
  ASSERT_THAT(log_.WaitFor("lost its watch"), HasSubstr("STORE_FAILURE"));
  EXPECT_OK(follower.status());
  source_.Fail(absl::OkStatus());
  EXPECT_TRUE(recorder_.WaitForChanges(5));
}

TEST_F(FollowerTest, Stop_InMidWatch_ReturnsAtOnceAndAgain) {
  Follower follower(server_.ChannelAs(), Options(), recorder_.Consumer());
  source_.Commit(1);
  ASSERT_TRUE(recorder_.WaitForChanges(1));
  const auto started = steady_clock::now();
  follower.Stop();
  follower.Stop();
  EXPECT_LT(steady_clock::now() - started, std::chrono::seconds(3));
  source_.Commit(1);
  EXPECT_THAT(recorder_.positions(), SizeIs(1));
}

TEST_F(FollowerTest, Stop_InAPause_ReturnsAtOnce) {
  server_.server().Drain();
  FollowerOptions options = Options();
  options.shortest_pause = options.longest_pause = std::chrono::hours(1);
  Follower follower(server_.ChannelAs(), options, recorder_.Consumer());
  ASSERT_THAT(log_.WaitFor("lost its watch"), HasSubstr("UNAVAILABLE"));
  const auto started = steady_clock::now();
  follower.Stop();
  EXPECT_LT(steady_clock::now() - started, std::chrono::seconds(5));
}

// A server that does not keep the feed's promise.
void ServeGap(rpc::Router& router) {
  router.ServerStream<v1::WatchChangesRequest, v1::WatchChangesResponse>(
      kWatchChanges, [](rpc::Call&, const v1::WatchChangesRequest& request,
                        rpc::StreamWriter<v1::WatchChangesResponse>& writer) {
        v1::WatchChangesResponse message;
        message.add_changes()->set_position(request.after_position() + 1);
        EXPECT_TRUE(writer.Write(message));
        message.mutable_changes(0)->set_position(request.after_position() + 3);
        EXPECT_TRUE(writer.Write(message));
        return absl::OkStatus();
      });
}

TEST(FollowerOfABrokenFeed, ChangeMissing_GivesUpLoudlyBeforeTheConsumerSeesIt) {
  LogLines log;
  test::TestServer server(&ServeGap);
  Recorder recorder;
  Follower follower(server.ChannelAs(), Options(), recorder.Consumer());

  const std::string line = log.WaitFor("feed follower gave up");
  EXPECT_THAT(line, HasSubstr("\"level\":\"error\""));
  EXPECT_THAT(line, HasSubstr("FEED_GAP"));
  EXPECT_STATUS(follower.status(), Refuses(absl::StatusCode::kDataLoss, "FEED_GAP"));
  EXPECT_EQ(recorder.positions(), Range(1, 1));
  EXPECT_EQ(follower.position(), 1);
}

}  // namespace
}  // namespace cobuild::feed
