#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "common/feed/service_fixture.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::EqualsProto;
using ::cobuild::test::HasViolation;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;

v1::ListSnapshotRequest PagesOf(int size, const std::vector<std::string>& types = {}) {
  v1::ListSnapshotRequest request;
  request.set_page_size(size);
  for (const std::string& type : types) request.add_resource_types(type);
  return request;
}

class ListSnapshotTest : public FeedServiceTest {
 protected:
  void Set(const std::string& name, const std::string& value) {
    google::protobuf::StringValue text;
    text.set_value(value);
    source_.CommitOne(name, text);
  }

  // "name@position" of every resource, and `between` after the first page.
  std::vector<std::string> AllPages(v1::ListSnapshotRequest request, void (*between)(FakeSource&)) {
    std::vector<std::string> found;
    do {
      const auto page = Snapshot(request);
      EXPECT_OK(page);
      if (!page.ok()) return found;
      EXPECT_EQ(position_ == 0 ? page->position() : position_, page->position());
      position_ = page->position();
      for (const v1::SnapshotResource& resource : page->resources()) {
        found.push_back(resource.resource_name() + "@" + std::to_string(resource.position()));
      }
      if (request.page_token().empty()) between(source_);
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return found;
  }

  int64_t position_ = 0;  // of the snapshot that was read last
};

void Nothing(FakeSource&) {}

TEST_F(ListSnapshotTest, EmptyFeed_IsEmptyAtZero) {
  EXPECT_THAT(Snapshot(PagesOf(0)), IsOkAndHolds(EqualsProto("")));
}

TEST_F(ListSnapshotTest, HoldsEachResourceAsItsLastChangeLeftIt) {
  Set("texts/a", "1");
  Set("texts/b", "1");
  Set("texts/a", "2");
  ASSERT_OK_AND_ASSIGN(const v1::ListSnapshotResponse page, Snapshot(PagesOf(10)));
  EXPECT_EQ(page.position(), 3);
  EXPECT_EQ(page.next_page_token(), "");
  ASSERT_EQ(page.resources_size(), 2);
  EXPECT_EQ(page.resources(0).resource_name(), "texts/b");
  google::protobuf::StringValue text;
  ASSERT_TRUE(page.resources(1).resource().UnpackTo(&text));
  EXPECT_EQ(text.value(), "2");
}

TEST_F(ListSnapshotTest, ChangesBetweenPages_DoNotTouchIt) {
  for (const char* name : {"texts/a", "texts/b", "texts/c"}) Set(name, "1");
  const auto found = AllPages(PagesOf(2), [](FakeSource& source) {
    source.CommitOne("texts/c", google::protobuf::StringValue());
    source.CommitOne("texts/d", google::protobuf::StringValue());
  });
  EXPECT_THAT(found, ElementsAre("texts/a@1", "texts/b@2", "texts/c@3"));
  EXPECT_EQ(position_, 3);
}

TEST_F(ListSnapshotTest, OfOneType_HoldsNothingElse) {
  source_.Commit(12'000);
  source_.CommitOne("timers/a", google::protobuf::Duration());
  EXPECT_THAT(AllPages(PagesOf(5, {kDuration}), Nothing), ElementsAre("timers/a@12001"));
}

TEST_F(ListSnapshotTest, LargeResources_PagesStayBelowTheMessageLimit) {
  source_.Commit(10, 1'000'000);
  EXPECT_EQ(AllPages(PagesOf(1'000), Nothing).size(), 10U);
}

TEST_F(ListSnapshotTest, WrongFields_AreNamed) {
  v1::ListSnapshotRequest request = PagesOf(-1, {"cobuild.none.v1.None"});
  request.set_page_token("made up");
  const absl::Status status = Snapshot(request).status();
  EXPECT_STATUS(status, HasViolation("resource_types[0]", "UNKNOWN_TYPE"));
  EXPECT_STATUS(status, HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(status, HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(ListSnapshotTest, TokenOfOtherTypes_IsRefused) {
  source_.Commit(3);
  v1::ListSnapshotRequest request = PagesOf(1);
  request.set_page_token(Snapshot(request)->next_page_token());
  request.add_resource_types(kText);
  EXPECT_STATUS(Snapshot(request).status(), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(ListSnapshotTest, ServiceThatLostThePosition_SaysSo) {
  source_.Commit(3);
  v1::ListSnapshotRequest request = PagesOf(1);
  request.set_page_token(Snapshot(request)->next_page_token());
  source_.Lose(3);
  EXPECT_STATUS(Snapshot(request),
                Refuses(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
}

TEST_F(ListSnapshotTest, WithoutPermission_IsRefused) {
  stub_ = v1::FeedService::NewStub(server_.ChannelAs("machine/stranger"));
  EXPECT_STATUS(Snapshot(PagesOf(0)),
                Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace cobuild::feed
