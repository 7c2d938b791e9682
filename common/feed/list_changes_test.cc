#include <gmock/gmock.h>

#include <vector>

#include "common/error/error.h"
#include "common/feed/convert_change.h"
#include "common/feed/methods.h"
#include "common/feed/service_fixture.h"
#include "common/testing/method_table.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::EqualsProto;
using ::cobuild::test::HasViolation;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using ::testing::IsEmpty;

std::vector<int64_t> PositionsOf(const v1::ListChangesResponse& response) {
  std::vector<int64_t> positions;
  for (const v1::Change& change : response.changes()) positions.push_back(change.position());
  return positions;
}

TEST(Methods, AgreeWithTheProto) {
  EXPECT_THAT(test::CheckTable({v1::ListChangesRequest::descriptor()->file()}, kMethods),
              IsEmpty());
}

TEST(ToProto, Change_CarriesAllButTheResource) {
  EXPECT_THAT(ToProto({7, "villages/a", "machine/cli", {1'500'000}, "r1"}), EqualsProto(R"pb(
                position: 7
                resource_name: "villages/a"
                actor: "machine/cli"
                record_time { seconds: 1 nanos: 500000000 }
                request_id: "r1"
              )pb"));
}

TEST_F(FeedServiceTest, ListChanges_EmptyFeed_IsEmptyAtZero) {
  EXPECT_THAT(List(0, 0), IsOkAndHolds(EqualsProto("")));
}

TEST_F(FeedServiceTest, ListChanges_GivesPagesAndTheHead) {
  source_.Commit(5);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse first, List(0, 3));
  EXPECT_EQ(PositionsOf(first), Range(1, 3));
  EXPECT_EQ(first.head_position(), 5);
  EXPECT_EQ(first.changes(0).resource_name(), "villages/1");
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse second, List(3, 3));
  EXPECT_EQ(PositionsOf(second), Range(4, 5));
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse at_head, List(5, 3));
  EXPECT_THAT(at_head, EqualsProto("head_position: 5 through_position: 5"));
}

TEST_F(FeedServiceTest, ListChanges_OfSomeTypes_TellsHowFarItLooked) {
  source_.Commit(4);
  source_.CommitOne("timers/a", google::protobuf::Duration());
  source_.Commit(4);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse page, List(0, 3, {kDuration}));
  EXPECT_EQ(PositionsOf(page), Range(5, 5));
  EXPECT_EQ(page.through_position(), 9);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse none, List(5, 3, {kDuration}));
  EXPECT_THAT(none, EqualsProto("head_position: 9 through_position: 9"));
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse both, List(3, 3, {kDuration, kText}));
  EXPECT_EQ(PositionsOf(both), Range(4, 6));
  EXPECT_EQ(both.through_position(), 6);
}

TEST_F(FeedServiceTest, ListChanges_FullPage_LooksNoFartherThanItTells) {
  source_.Commit(1);
  source_.CommitOne("timers/a", google::protobuf::Duration());
  source_.Commit(1);
  source_.CommitOne("timers/b", google::protobuf::Duration());
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse page, List(0, 1, {kDuration}));
  EXPECT_EQ(PositionsOf(page), Range(2, 2));
  EXPECT_LT(page.through_position(), 4);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse next,
                       List(page.through_position(), 1, {kDuration}));
  EXPECT_EQ(PositionsOf(next), Range(4, 4));
}

TEST_F(FeedServiceTest, ListChanges_NothingOfTheTypeForLong_StopsAndSaysWhere) {
  source_.Commit(12'000);
  EXPECT_THAT(List(0, 1'000, {kDuration}),
              IsOkAndHolds(EqualsProto("head_position: 12000 through_position: 10000")));
  EXPECT_THAT(List(10'000, 1'000, {kDuration}),
              IsOkAndHolds(EqualsProto("head_position: 12000 through_position: 12000")));
}

TEST_F(FeedServiceTest, ListChanges_TypesThatTheServiceHasNot_AreNamed) {
  const absl::Status status = List(0, 3, {kText, "cobuild.none.v1.None"}).status();
  EXPECT_STATUS(status, HasViolation("resource_types[1]", "UNKNOWN_TYPE"));
  EXPECT_STATUS(List(0, 3, std::vector<std::string>(51, kText)).status(),
                HasViolation("resource_types", "TOO_MANY"));
}

TEST_F(FeedServiceTest, ListChanges_PageSize_Has50AsDefaultAnd1000AsMost) {
  source_.Commit(1'500);
  EXPECT_EQ(List(0, 0)->changes_size(), 50);
  EXPECT_EQ(List(0, 1'000)->changes_size(), 1'000);
  EXPECT_EQ(List(0, 1'001)->changes_size(), 1'000);
}

TEST_F(FeedServiceTest, ListChanges_LargeResources_PageEndsBelowTheMessageLimit) {
  source_.Commit(10, 1'000'000);
  std::vector<int64_t> positions;
  while (positions.size() < 10) {
    ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse page,
                         List(static_cast<int64_t>(positions.size()), 1'000));
    EXPECT_LT(page.ByteSizeLong(), 4u * 1024 * 1024);
    ASSERT_GT(page.changes_size(), 0);
    for (const int64_t position : PositionsOf(page)) positions.push_back(position);
  }
  EXPECT_EQ(positions, Range(1, 10));
}

TEST_F(FeedServiceTest, ListChanges_WrongFields_AllAreNamed) {
  const absl::Status status = List(-1, -1).status();
  EXPECT_STATUS(status, HasViolation("after_position", "OUT_OF_RANGE"));
  EXPECT_STATUS(status, HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
}

TEST_F(FeedServiceTest, ListChanges_AheadOfHead_OutOfRange) {
  source_.Commit(2);
  const absl::Status status = List(3, 0).status();
  EXPECT_STATUS(status, Refuses(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
  EXPECT_EQ(error::DetailOf(status)->metadata.at("head_position"), "2");
}

TEST_F(FeedServiceTest, ListChanges_SourceFails_SaysSo) {
  source_.Fail(error::Make(absl::StatusCode::kInvalidArgument, "NO_STORE", "no store"));
  EXPECT_STATUS(List(0, 0), Refuses(absl::StatusCode::kInvalidArgument, "NO_STORE"));
}

TEST_F(FeedServiceTest, ListChanges_SourceLostAChange_DataLoss) {
  source_.Commit(5);
  source_.Lose(3);
  EXPECT_EQ(PositionsOf(*List(0, 2)), Range(1, 2));
  EXPECT_STATUS(List(0, 5), Refuses(absl::StatusCode::kDataLoss, "FEED_GAP"));
}

TEST_F(FeedServiceTest, ListChanges_WithoutPermission_IsRefused) {
  stub_ = v1::FeedService::NewStub(server_.ChannelAs("machine/stranger"));
  EXPECT_STATUS(List(0, 0), Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace cobuild::feed
