#include <gmock/gmock.h>

#include <chrono>

#include "common/error/error.h"
#include "common/feed/service_fixture.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::EqualsProto;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using std::chrono::steady_clock;

TEST_F(FeedServiceTest, WatchChanges_WithoutPermission_IsRefused) {
  stub_ = v1::FeedService::NewStub(server_.ChannelAs("machine/stranger"));
  WatchCall watch(*stub_, 0);
  EXPECT_FALSE(watch.Read());
  EXPECT_STATUS(watch.Finish(), Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(FeedServiceTest, WatchChanges_AtHead_TellsTheHeadAtOnce) {
  source_.Commit(2);
  WatchCall watch(*stub_, 2);
  ASSERT_TRUE(watch.Read());
  EXPECT_THAT(watch.message(), EqualsProto("head_position: 2 through_position: 2"));
}

TEST_F(FeedServiceTest, WatchChanges_OfSomeTypes_HeartbeatsTellHowFarItLooked) {
  source_.Commit(3);
  WatchCall watch(*stub_, 0, kPatience, {kDuration});
  ASSERT_TRUE(watch.Read());
  EXPECT_THAT(watch.message(), EqualsProto("head_position: 3 through_position: 3"));
  source_.Commit(2);
  ASSERT_TRUE(watch.Read());
  EXPECT_THAT(watch.message(), EqualsProto("head_position: 5 through_position: 5"));
  source_.CommitOne("timers/a", google::protobuf::Duration());
  EXPECT_EQ(watch.ReadChanges(1), Range(6, 6));
  EXPECT_EQ(watch.message().through_position(), 6);
}

TEST_F(FeedServiceTest, WatchChanges_UnknownType_IsRefused) {
  WatchCall watch(*stub_, 0, kPatience, {"cobuild.none.v1.None"});
  EXPECT_FALSE(watch.Read());
  EXPECT_STATUS(watch.Finish(), HasViolation("resource_types[0]", "UNKNOWN_TYPE"));
}

TEST_F(FeedServiceTest, WatchChanges_NothingHappens_HeartbeatsWithin5Seconds) {
  WatchCall watch(*stub_, 0);
  ASSERT_TRUE(watch.Read());
  const auto first = steady_clock::now();
  ASSERT_TRUE(watch.Read());
  EXPECT_THAT(watch.message(), EqualsProto(""));
  const auto pause = steady_clock::now() - first;
  EXPECT_LE(pause, std::chrono::seconds(5));
  EXPECT_GE(pause, std::chrono::seconds(3));
}

TEST_F(FeedServiceTest, WatchChanges_ReplaysThenFollows) {
  source_.Commit(3);
  WatchCall watch(*stub_, 1);
  EXPECT_EQ(watch.ReadChanges(2), Range(2, 3));
  source_.Commit(2);
  EXPECT_EQ(watch.ReadChanges(2), Range(4, 5));
  EXPECT_EQ(watch.message().head_position(), 5);
}

TEST_F(FeedServiceTest, WatchChanges_CommitOfAnotherProcess_IsNoticed) {
  WatchCall watch(*stub_, 0);
  ASSERT_TRUE(watch.Read());
  const auto committed = steady_clock::now();
  source_.CommitElsewhere(1);
  EXPECT_EQ(watch.ReadChanges(1), Range(1, 1));
  // Sooner than the next heartbeat could have told.
  EXPECT_LT(steady_clock::now() - committed, std::chrono::seconds(3));
}

TEST_F(FeedServiceTest, WatchChanges_ManyChanges_AtMost256AMessageWithoutPauses) {
  source_.CommitElsewhere(10'000);
  const auto started = steady_clock::now();
  WatchCall watch(*stub_, 0);
  int64_t seen = 0;
  while (seen < 10'000) {
    ASSERT_TRUE(watch.Read());
    ASSERT_LE(watch.message().changes_size(), 256);
    ASSERT_EQ(watch.message().head_position(), 10'000);
    for (const v1::Change& change : watch.message().changes()) ASSERT_EQ(change.position(), ++seen);
  }
  // 40 messages: a poll's pause between them would take 8 s.
  EXPECT_LT(steady_clock::now() - started, std::chrono::seconds(6));
}

TEST_F(FeedServiceTest, WatchChanges_LargeResources_MessagesStayBelowTheLimit) {
  source_.Commit(10, 1'000'000);
  WatchCall watch(*stub_, 0);
  int64_t seen = 0;
  while (seen < 10) {
    ASSERT_TRUE(watch.Read());
    EXPECT_LT(watch.message().ByteSizeLong(), 4u * 1024 * 1024);
    for (const v1::Change& change : watch.message().changes()) ASSERT_EQ(change.position(), ++seen);
  }
}

TEST_F(FeedServiceTest, WatchChanges_BadPosition_IsRefused) {
  WatchCall negative(*stub_, -1);
  EXPECT_FALSE(negative.Read());
  EXPECT_STATUS(negative.Finish(), HasViolation("after_position", "OUT_OF_RANGE"));
  WatchCall ahead(*stub_, 1);
  EXPECT_FALSE(ahead.Read());
  EXPECT_STATUS(ahead.Finish(), Refuses(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
}

TEST_F(FeedServiceTest, WatchChanges_SourceFailsLater_EndsWithItsError) {
  source_.Commit(1);
  WatchCall watch(*stub_, 0);
  EXPECT_EQ(watch.ReadChanges(1), Range(1, 1));
  source_.Fail(error::Make(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", "no store"));
  while (watch.Read()) {
  }
  EXPECT_STATUS(watch.Finish(), Refuses(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
}

TEST_F(FeedServiceTest, WatchChanges_DeadlinePasses_EndsAndFreesItsPlace) {
  WatchCall watch(*stub_, 0, std::chrono::milliseconds(300));
  while (watch.Read()) {
  }
  EXPECT_EQ(watch.Finish().code(), absl::StatusCode::kDeadlineExceeded);
  ExpectPlaceIsFreed();
}

TEST_F(FeedServiceTest, WatchChanges_Cancelled_FreesItsPlace) {
  WatchCall watch(*stub_, 0);
  ASSERT_TRUE(watch.Read());
  WatchCall crowded_out(*stub_, 0);
  EXPECT_FALSE(crowded_out.Read());
  EXPECT_STATUS(crowded_out.Finish(), Refuses(absl::StatusCode::kUnavailable, "OVERLOADED"));
  watch.Cancel();
  EXPECT_EQ(watch.Finish().code(), absl::StatusCode::kCancelled);
  ExpectPlaceIsFreed();
}

TEST_F(FeedServiceTest, WatchChanges_ServerDrains_EndsAtOnce) {
  WatchCall watch(*stub_, 0);
  ASSERT_TRUE(watch.Read());
  const auto started = steady_clock::now();
  server_.server().Drain();
  EXPECT_LT(steady_clock::now() - started, std::chrono::seconds(5));
  while (watch.Read()) {
  }
  EXPECT_STATUS(watch.Finish(), Refuses(absl::StatusCode::kUnavailable, "DRAINING"));
}

}  // namespace
}  // namespace cobuild::feed
