// Feeds of callers whose grants do not reach the whole tree.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/error/error.h"
#include "common/feed/service_fixture.h"
#include "common/scope/random_places.h"
#include "common/testing/fake_directory.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::EqualsProto;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using scope::Bound;
using scope::Places;
using scope::RandomPlaces;
using ::testing::ElementsAre;

constexpr char kOwnTownship[] = "420115001000";
constexpr char kOwnVillage[] = "420115001201";
constexpr char kSiblingVillage[] = "420115002201";
constexpr char kDistrict[] = "420115000000";
constexpr char kOtherDistrict[] = "420116000000";

v1::ListChangesRequest ChangesAfter(int64_t after, int page_size) {
  v1::ListChangesRequest request;
  request.set_after_position(after);
  request.set_page_size(page_size);
  return request;
}

class FeedReachTest : public ::testing::Test {
 protected:
  FeedReachTest() {
    directory_.Grant("machine/whole", "MUNICIPAL_VIEWER", Bound::WholeTree());
    directory_.Grant("person/clerk", "TOWNSHIP_CLERK", Bound::Division(kOwnTownship));
    directory_.Grant("person/partner", "PARTNER_UNIT", Bound::Organization("o1"));
  }

  v1::FeedService::Stub& As(const std::string& principal) {
    auto& stub = stubs_[principal];
    if (stub == nullptr) stub = v1::FeedService::NewStub(server_.ChannelAs(principal));
    return *stub;
  }

  template <class Req, class Resp>
  absl::StatusOr<Resp> Call(const std::string& principal,
                            grpc::Status (v1::FeedService::Stub::*method)(grpc::ClientContext*,
                                                                          const Req&, Resp*),
                            const Req& request) {
    Resp response;
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    const grpc::Status status = (As(principal).*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  absl::StatusOr<v1::ListChangesResponse> List(const std::string& principal,
                                               const v1::ListChangesRequest& request) {
    return Call(principal, &v1::FeedService::Stub::ListChanges, request);
  }
  absl::StatusOr<v1::ListSnapshotResponse> Snapshot(const std::string& principal,
                                                    const v1::ListSnapshotRequest& request) {
    return Call(principal, &v1::FeedService::Stub::ListSnapshot, request);
  }

  // The positions of all that a principal is told, page by page.
  std::vector<int64_t> AllChanges(const std::string& principal, v1::ListChangesRequest request) {
    std::vector<int64_t> positions;
    for (;;) {
      const auto page = List(principal, request);
      EXPECT_OK(page);
      if (!page.ok()) return positions;
      for (const v1::Change& change : page->changes()) positions.push_back(change.position());
      EXPECT_GE(page->through_position(), request.after_position());
      if (page->through_position() >= page->head_position()) return positions;
      request.set_after_position(page->through_position());
    }
  }
  std::vector<int64_t> AllStanding(const std::string& principal, v1::ListSnapshotRequest request) {
    std::vector<int64_t> positions;
    do {
      const auto page = Snapshot(principal, request);
      EXPECT_OK(page);
      if (!page.ok()) return positions;
      for (const auto& resource : page->resources()) positions.push_back(resource.position());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return positions;
  }

  void Commit(const std::string& name, const Places& places) {
    source_.CommitOne(name, google::protobuf::StringValue(), places);
  }
  // One of each kind of place: only 2 and 8 are the clerk's, only 7 and 8 the partner's.
  void CommitOneOfEachPlace() {
    Commit("texts/district", {.divisions = {kDistrict}});                 // 1
    Commit("texts/own", {.divisions = {kOwnVillage}});                    // 2
    Commit("texts/sibling", {.divisions = {kSiblingVillage}});            // 3
    Commit("texts/other", {.divisions = {kOtherDistrict}});               // 4
    Commit("texts/unknown", {.divisions = {"990000000000"}});             // 5
    Commit("texts/nowhere", {});                                          // 6
    Commit("texts/theirs", {.organizations = {"o1"}});                    // 7
    Commit("texts/shared", {.divisions = {kSiblingVillage, kOwnVillage},  // 8
                            .organizations = {"o2", "o1"}});
    Commit("texts/partners", {.organizations = {"o2"}});  // 9
  }

  FakeSource source_;
  test::FakeDirectory directory_;
  test::TestServer server_{[this](rpc::Router& router) { RegisterFeedService(router, source_); },
                           {.directory = &directory_}};
  std::map<std::string, std::unique_ptr<v1::FeedService::Stub>> stubs_;
};

TEST_F(FeedReachTest, ListChanges_TellsWhatIsWithinReachAlone) {
  CommitOneOfEachPlace();
  EXPECT_THAT(AllChanges("person/clerk", ChangesAfter(0, 100)), ElementsAre(2, 8));
  EXPECT_THAT(AllChanges("person/partner", ChangesAfter(0, 100)), ElementsAre(7, 8));
  EXPECT_EQ(AllChanges("machine/whole", ChangesAfter(0, 100)), Range(1, 9));
}

TEST_F(FeedReachTest, ListChanges_OfOthers_TellsThePositionsAndNothingElse) {
  Commit("texts/sibling", {.divisions = {kSiblingVillage}});
  source_.Commit(2, 1'000'000);
  EXPECT_THAT(List("person/clerk", ChangesAfter(0, 100)),
              IsOkAndHolds(EqualsProto("head_position: 3 through_position: 3")));
}

TEST_F(FeedReachTest, ListChanges_PageByPage_LosesAndDoublesNothing) {
  CommitOneOfEachPlace();
  for (int page_size = 1; page_size <= 3; ++page_size) {
    EXPECT_THAT(AllChanges("person/clerk", ChangesAfter(0, page_size)), ElementsAre(2, 8));
  }
  EXPECT_THAT(AllChanges("person/clerk", ChangesAfter(2, 1)), ElementsAre(8));
}

TEST_F(FeedReachTest, ListChanges_NothingWithinReachForLong_StopsAndSaysWhere) {
  source_.Commit(12'000);
  EXPECT_THAT(List("person/clerk", ChangesAfter(0, 1'000)),
              IsOkAndHolds(EqualsProto("head_position: 12000 through_position: 10000")));
}

TEST_F(FeedReachTest, ListChanges_ResourceThatMovedAway_WithdrawsNothing) {
  Commit("texts/a", {.divisions = {kOwnVillage}});
  Commit("texts/a", {.divisions = {kSiblingVillage}});
  Commit("texts/b", {.divisions = {kSiblingVillage}});
  Commit("texts/b", {.divisions = {kOwnVillage}});
  EXPECT_THAT(AllChanges("person/clerk", ChangesAfter(0, 100)), ElementsAre(1, 4));
  EXPECT_THAT(AllStanding("person/clerk", {}), ElementsAre(4));
}

TEST_F(FeedReachTest, ListSnapshot_HoldsWhatIsWithinReachAloneAndSaysSo) {
  CommitOneOfEachPlace();
  Commit("texts/own", {.divisions = {kOwnVillage}});
  EXPECT_THAT(AllStanding("person/clerk", {}), ElementsAre(8, 10));
  v1::ListSnapshotRequest one;
  one.set_page_size(1);
  EXPECT_THAT(AllStanding("person/clerk", one), ElementsAre(8, 10));
  EXPECT_TRUE(Snapshot("person/clerk", {})->bounded());
  EXPECT_FALSE(Snapshot("machine/whole", {})->bounded());
  EXPECT_THAT(AllStanding("person/partner", {}), ElementsAre(7, 8));
}

TEST_F(FeedReachTest, WatchChanges_HeartbeatsTellHowFarItLookedAndChangesFollow) {
  CommitOneOfEachPlace();
  WatchCall watch(As("person/clerk"), 2);
  EXPECT_THAT(watch.ReadChanges(1), ElementsAre(8));
  Commit("texts/sibling", {.divisions = {kSiblingVillage}});
  while (watch.message().through_position() < 10) {
    ASSERT_TRUE(watch.Read());
    ASSERT_EQ(watch.message().changes_size(), 0);
  }
  Commit("texts/own", {.divisions = {kOwnVillage}});
  EXPECT_THAT(watch.ReadChanges(1), ElementsAre(11));
  EXPECT_EQ(watch.message().through_position(), 11);
}

TEST_F(FeedReachTest, WatchChanges_GrantRevoked_EndsWithinASecond) {
  WatchCall watch(As("person/clerk"), 0);
  ASSERT_TRUE(watch.Read());
  directory_.Revoke("person/clerk");
  const auto revoked = std::chrono::steady_clock::now();
  while (watch.Read()) {
  }
  EXPECT_LT(std::chrono::steady_clock::now() - revoked, std::chrono::seconds(1));
  EXPECT_STATUS(watch.Finish(), Refuses(absl::StatusCode::kAborted, "REACH_CHANGED"));
  WatchCall again(As("person/clerk"), 0);
  EXPECT_FALSE(again.Read());
  EXPECT_STATUS(again.Finish(), Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(FeedReachTest, WatchChanges_AnotherTree_EndsWhatItBoundsAlone) {
  WatchCall clerk(As("person/clerk"), 0);
  WatchCall whole(As("machine/whole"), 0);
  ASSERT_TRUE(clerk.Read());
  ASSERT_TRUE(whole.Read());
  directory_.SetTree(std::make_shared<const scope::Tree>());
  while (clerk.Read()) {
  }
  EXPECT_STATUS(clerk.Finish(), Refuses(absl::StatusCode::kAborted, "REACH_CHANGED"));
  Commit("texts/own", {.divisions = {kOwnVillage}});
  EXPECT_THAT(whole.ReadChanges(1), ElementsAre(1));
}

TEST_F(FeedReachTest, WatchChanges_GrantsNoLongerKnown_FailsClosed) {
  WatchCall watch(As("person/clerk"), 0);
  ASSERT_TRUE(watch.Read());
  directory_.Fail(error::Make(absl::StatusCode::kUnavailable, "SCOPE_STALE", "too old"));
  while (watch.Read()) {
  }
  EXPECT_STATUS(watch.Finish(), Refuses(absl::StatusCode::kUnavailable, "SCOPE_STALE"));
}

// Whatever lies where, and whatever was granted: what a bounded caller is told is what the whole
// feed holds, filtered.
TEST_F(FeedReachTest, RandomPlacesAndGrants_WhatIsToldIsTheWholeFilteredByTheReach) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets any
  const char* given = std::getenv("COBUILD_SEED");
  const uint64_t seed =
      given == nullptr ? std::random_device()() : std::strtoull(given, nullptr, 10);
  std::cout << "COBUILD_SEED=" << seed << "\n";
  std::mt19937_64 random(seed);
  for (int trial = 0; trial < 40; ++trial) {
    RandomPlaces places(random);
    const std::vector<Bound> bounds = places.AnyBounds();
    directory_.SetTree(places.MakeTree());
    directory_.Revoke("person/any");
    for (const Bound& bound : bounds) directory_.Grant("person/any", "MUNICIPAL_VIEWER", bound);
    const std::string type = std::array{"", kText, kDuration}[random() % 3];

    source_.Clear();
    std::vector<int64_t> expected;
    std::map<std::string, int64_t> last;  // of each name: its position
    for (int64_t position = 1; position <= 60; ++position) {
      const std::string name = "things/" + std::to_string(random() % 25);
      const Places where = places.AnyPlaces();
      const bool is_text = random() % 2 == 0;
      if (is_text) {
        source_.CommitOne(name, google::protobuf::StringValue(), where);
      } else {
        source_.CommitOne(name, google::protobuf::Duration(), where);
      }
      const bool wanted = type.empty() || type == (is_text ? kText : kDuration);
      if (wanted && places.Sees(bounds, where)) expected.push_back(position);
      last[name] = position;
    }
    std::set<int64_t> newest;
    for (const auto& [name, position] : last) newest.insert(position);
    std::vector<int64_t> standing;
    std::copy_if(expected.begin(), expected.end(), std::back_inserter(standing),
                 [&](int64_t position) { return newest.contains(position); });

    v1::ListChangesRequest changes = ChangesAfter(0, 1 + static_cast<int>(random() % 70));
    v1::ListSnapshotRequest snapshot;
    snapshot.set_page_size(1 + static_cast<int>(random() % 70));
    if (!type.empty()) {
      changes.add_resource_types(type);
      snapshot.add_resource_types(type);
    }
    EXPECT_EQ(AllChanges("person/any", changes), expected) << "trial " << trial;
    EXPECT_EQ(AllStanding("person/any", snapshot), standing) << "trial " << trial;
  }
}

}  // namespace
}  // namespace cobuild::feed
