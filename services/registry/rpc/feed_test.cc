// FeedService over the wire: every change with the resource as it was after it, and what stands.
#include <memory>
#include <string>
#include <vector>

#include "common/feed/images.h"
#include "common/scope/tree.h"
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

TEST_F(FeedTest, Snapshot_IsWhatAReplayMakes) {
  ASSERT_OK(OpenCategory(""));
  ASSERT_OK(GraduateCategory(""));
  ASSERT_OK(CreatePerimeter());
  std::vector<DivisionFacts> rows = SmallTree();
  rows[8].name = "新名";
  ASSERT_OK(Import({HeaderMessage("request_id: 'renamed'"), RowsMessage(rows)}));
  const auto stub = feed::v1::FeedService::NewStub(ChannelAs("machine/admin"));
  const feed::Images replayed = feed::ReplayOf(*stub, 4);
  EXPECT_EQ(replayed.size(), 9U + 1 + 1);
  EXPECT_EQ(feed::SnapshotOf(*stub, 4), replayed);
}

TEST_F(FeedTest, Snapshot_HasADivisionOnceForEachOfItsDays) {
  std::vector<DivisionFacts> rows = SmallTree();
  rows[8].name = "新名";
  ASSERT_OK(Import({HeaderMessage("request_id: 'b'"), RowsMessage(rows)}));
  rows[8].name = "后名";
  ASSERT_OK(Import(
      {HeaderMessage("request_id: 'c' effective_date " + Day(2015, 1, 1)), RowsMessage(rows)}));
  const auto page = Call(&Feed::ListSnapshot, "page_size: 1000");
  ASSERT_OK(page);
  EXPECT_EQ(page->position(), 11);
  std::vector<std::string> names;
  for (const feed::v1::SnapshotResource& resource : page->resources()) {
    v1::Division division;
    ASSERT_TRUE(resource.resource().UnpackTo(&division));
    if (division.name() == "divisions/" + rows[8].code) names.push_back(division.display_name());
  }
  EXPECT_THAT(names, ::testing::ElementsAre("新名", "后名"));
  EXPECT_EQ(page->resources_size(), 10);
}

TEST_F(FeedTest, OfOneType_HasNothingElse) {
  ASSERT_OK(OpenCategory(""));
  ASSERT_OK(CreatePerimeter());
  const std::string type = " resource_types: 'cobuild.registry.v1.Perimeter'";
  const auto changes = Call(&Feed::ListChanges, type);
  ASSERT_OK(changes);
  ASSERT_EQ(changes->changes_size(), 1);
  EXPECT_EQ(changes->changes(0).resource_name(), "perimeters/p");
  EXPECT_EQ(changes->through_position(), 11);
  EXPECT_EQ(Call(&Feed::ListSnapshot, type)->resources_size(), 1);
  for (const char* known : {"Division", "CategoryEpisode", "Person", "Pairing"}) {
    EXPECT_OK(Call(&Feed::ListChanges,
                   "resource_types: 'cobuild.registry.v1." + std::string(known) + "'"));
  }
  EXPECT_STATUS(Call(&Feed::ListChanges, "resource_types: 'cobuild.finance.v1.Ledger'"),
                test::HasViolation("resource_types[0]", "UNKNOWN_TYPE"));
}

TEST_F(FeedTest, OfATownship_HasItsDivisionsAndEpisodesAndNothingElse) {
  ASSERT_OK(OpenCategory(""));
  ASSERT_OK(CreatePerimeter());
  std::vector<scope::Node> nodes;
  for (const DivisionFacts& facts : SmallTree()) nodes.push_back({facts.code, facts.parent_code});
  const auto tree = std::make_shared<const scope::Tree>(nodes, std::vector<scope::Succession>{});
  const scope::Bound bound = scope::Bound::Division(kJinkou);
  const scope::Reach reach = scope::Reach::Of(tree, {&bound, 1});

  const auto changes = feed_source().List(0, 100, reach);
  ASSERT_OK(changes);
  ASSERT_EQ(changes->size(), 11U);
  std::vector<int64_t> told;
  for (const feed::v1::Change& change : *changes) {
    EXPECT_EQ(change.resource_name().empty(), !change.has_resource());
    if (change.has_resource()) told.push_back(change.position());
  }
  // The township, its three villages and the episode of one of them; no perimeter.
  EXPECT_THAT(told, ::testing::ElementsAre(4, 6, 7, 8, 10));
  const auto standing = feed_source().ListStanding(0, 11, 11, reach);
  ASSERT_OK(standing);
  EXPECT_EQ(standing->size(), told.size());
  EXPECT_EQ(feed_source().ListStanding(0, 11, 11, scope::Reach())->size(), 0U);
}

TEST_F(FeedTest, AheadOfTheHead_IsRefused) {
  EXPECT_OK(Call(&Feed::ListChanges, "after_position: 9"));
  EXPECT_STATUS(Call(&Feed::ListChanges, "after_position: 10"),
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
