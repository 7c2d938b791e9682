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
  EXPECT_THAT(at_head, EqualsProto("head_position: 5"));
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
  EXPECT_THAT(status, HasViolation("after_position", "OUT_OF_RANGE"));
  EXPECT_THAT(status, HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
}

TEST_F(FeedServiceTest, ListChanges_AheadOfHead_OutOfRange) {
  source_.Commit(2);
  const absl::Status status = List(3, 0).status();
  EXPECT_THAT(status, Refuses(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
  EXPECT_EQ(error::DetailOf(status)->metadata.at("head_position"), "2");
}

TEST_F(FeedServiceTest, ListChanges_SourceFails_SaysSo) {
  source_.Fail(error::Make(absl::StatusCode::kInvalidArgument, "NO_STORE", "no store"));
  EXPECT_THAT(List(0, 0), Refuses(absl::StatusCode::kInvalidArgument, "NO_STORE"));
}

TEST_F(FeedServiceTest, ListChanges_SourceLostAChange_DataLoss) {
  source_.Commit(5);
  source_.Lose(3);
  EXPECT_EQ(PositionsOf(*List(0, 2)), Range(1, 2));
  EXPECT_THAT(List(0, 5), Refuses(absl::StatusCode::kDataLoss, "FEED_GAP"));
}

TEST_F(FeedServiceTest, ListChanges_WithoutPermission_IsRefused) {
  stub_ = v1::FeedService::NewStub(server_.ChannelAs("machine/stranger"));
  EXPECT_THAT(List(0, 0), Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace cobuild::feed
