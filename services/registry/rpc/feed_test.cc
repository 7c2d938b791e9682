// FeedService over the wire: every change with the resource as it was after it.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;

class FeedTest : public RegistryServerTest {
 protected:
  FeedTest() { ImportSmallTree(); }

  absl::StatusOr<v1::Perimeter> CreatePerimeter() {
    return Call(&Perimeters::CreatePerimeter, R"(
      perimeter_id: 'p' request_id: 'create' perimeter {
        display_name: 'p' include_prefixes: '42' basis: 'b' data_origin: EXAMPLE })");
  }
};

TEST_F(FeedTest, HoldsEveryChangeWithItsResource) {
  const auto episode = OpenCategory("");
  ASSERT_OK(episode);
  const auto ended = GraduateCategory("");
  ASSERT_OK(ended);
  const auto perimeter = CreatePerimeter();
  ASSERT_OK(perimeter);

  const auto changes = Call(&Feed::ListChanges, "after_position: 8");
  ASSERT_OK(changes);
  EXPECT_EQ(changes->head_position(), 12);
  ASSERT_EQ(changes->changes_size(), 4);
  v1::Division division;
  ASSERT_TRUE(changes->changes(0).resource().UnpackTo(&division));
  EXPECT_THAT(Call(&Divisions::GetDivision, "name: 'divisions/420115010401'"),
              test::IsOkAndHolds(test::EqualsMessage(division)));
  v1::CategoryEpisode state;
  ASSERT_TRUE(changes->changes(1).resource().UnpackTo(&state));
  EXPECT_THAT(state, test::EqualsMessage(*episode));  // as it was, though it has ended since
  ASSERT_TRUE(changes->changes(2).resource().UnpackTo(&state));
  EXPECT_THAT(state, test::EqualsMessage(*ended));
  v1::Perimeter rule;
  ASSERT_TRUE(changes->changes(3).resource().UnpackTo(&rule));
  EXPECT_THAT(rule, test::EqualsMessage(*perimeter));
  EXPECT_EQ(changes->changes(3).resource_name(), "perimeters/p");
  EXPECT_EQ(changes->changes(3).actor(), "machine/admin");
  EXPECT_EQ(changes->changes(3).request_id(), "create");
}

TEST_F(FeedTest, AheadOfTheHead_IsRefused) {
  EXPECT_OK(Call(&Feed::ListChanges, "after_position: 9"));
  EXPECT_THAT(Call(&Feed::ListChanges, "after_position: 10"),
              Refuses(StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
}

TEST_F(FeedTest, AWatcherSeesAChangeAtOnce) {
  const auto stub = feed::v1::FeedService::NewStub(ChannelAs("machine/admin"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  const auto reader =
      stub->WatchChanges(context.get(), Parse<feed::v1::WatchChangesRequest>("after_position: 9"));
  ASSERT_OK(CreatePerimeter());
  feed::v1::WatchChangesResponse response;
  while (reader->Read(&response) && response.changes().empty()) {
  }
  ASSERT_EQ(response.changes_size(), 1);
  EXPECT_EQ(response.changes(0).resource_name(), "perimeters/p");
  context->TryCancel();
  reader->Finish();
}

}  // namespace
}  // namespace cobuild::registry
