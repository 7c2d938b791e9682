// OpenCategory, GraduateCategory, perimeters: what is recorded, what a retry gives, what a
// refusal leaves.
#include <gmock/gmock.h>

#include "services/registry/app/graduate_category.h"
#include "services/registry/app/open_category.h"
#include "services/registry/app/perimeters.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/app/testing/faulty_store.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/memory/memory_store.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::Refuses;

class Changes : public ::testing::Test {
 protected:
  Changes() { EXPECT_OK(Import(live_, "tree", SmallTree())); }

  absl::StatusOr<Episode> Open(const std::string& id, const OpenCategoryCommand& command,
                               bool validate_only = false) {
    ChangeRequest change = RequestOf("Open", id);
    change.validate_only = validate_only;
    return OpenCategory(live_, change, command);
  }

  static OpenCategoryCommand Hollow(const char* village) {
    return {village, Category::kHollowEconomy, {2010, 1, 1}, "decision", DataOrigin::kExample};
  }

  std::optional<Category> CategoryOf(const char* village) {
    const auto found = GetVillage(live_, {village, Latest(), kAll});
    EXPECT_OK(found);
    return found->category;
  }

  MemoryStore memory_;
  FaultyStore store_{memory_};
  LiveRegistry live_{store_};
};

TEST_F(Changes, Open_IsSeenByTheNextRead) {
  ASSERT_OK_AND_ASSIGN(const Episode episode, Open("a", Hollow(kHill)));
  EXPECT_EQ(episode.position, 10);
  EXPECT_EQ(episode.record_time,
            base::Timestamp{kNow.micros + 1});  // a microsecond after the import
  EXPECT_EQ(CategoryOf(kHill), Category::kHollowEconomy);
}

TEST_F(Changes, Open_SameRequestAgain_GivesTheSameEpisodeAndRecordsNothing) {
  ASSERT_OK_AND_ASSIGN(const Episode first, Open("a", Hollow(kHill)));
  ASSERT_OK(Open("b", Hollow(kPort)));
  EXPECT_THAT(Open("a", Hollow(kHill)), test::IsOkAndHolds(first));
  EXPECT_EQ(store_.ReadHead()->position, 11);
}

TEST_F(Changes, Open_SameRequestAfterTheEpisodeEnded_GivesItAsItWasThen) {
  ASSERT_OK_AND_ASSIGN(const Episode first, Open("a", Hollow(kHill)));
  ASSERT_OK(GraduateCategory(live_, RequestOf("Graduate", "a"), {kHill, {2012, 1, 1}, "audit"}));
  EXPECT_THAT(Open("a", Hollow(kHill)), test::IsOkAndHolds(first));
}

TEST_F(Changes, Open_SameIdOtherContent_IsRefusedBeforeAnyRule) {
  ASSERT_OK(Open("a", Hollow(kHill)));
  OpenCategoryCommand other = Hollow("999999999999");
  EXPECT_STATUS(Open("a", other), Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(store_.ReadHead()->position, 10);
}

TEST_F(Changes, Open_RefusalKeepsNothing_SoTheIdMayBeTriedAgain) {
  ASSERT_OK(Open("a", Hollow(kHill)));
  EXPECT_STATUS(Open("b", Hollow(kHill)),
                Refuses(StatusCode::kFailedPrecondition, "CATEGORY_ALREADY_OPEN"));
  EXPECT_OK(Open("b", Hollow(kPort)));
}

TEST_F(Changes, Open_ValidateOnly_ChecksAndRecordsNothing) {
  ASSERT_OK_AND_ASSIGN(const Episode episode, Open("a", Hollow(kHill), true));
  EXPECT_EQ(episode.position, 0);
  EXPECT_EQ(episode.village_code, kHill);
  EXPECT_EQ(CategoryOf(kHill), std::nullopt);
  EXPECT_EQ(store_.ReadHead()->position, 9);
  EXPECT_STATUS(Open("a", Hollow(kJinkou), true),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_OK(Open("a", Hollow(kPort)));  // the id is still free
}

TEST_F(Changes, Open_RunAgainAfterAConflict_RecordsOnce) {
  store_.runs_to_roll_back = 2;
  ASSERT_OK_AND_ASSIGN(const Episode episode, Open("a", Hollow(kHill)));
  EXPECT_EQ(episode.position, 10);
  EXPECT_EQ(store_.ReadHead()->position, 10);
  EXPECT_EQ(CategoryOf(kHill), Category::kHollowEconomy);
}

TEST_F(Changes, Open_UnknownCommit_MemoryHoldsWhatTheStoreHolds) {
  store_.commits_to_lose = 1;
  EXPECT_STATUS(Open("a", Hollow(kHill)), HasCode(StatusCode::kUnavailable));
  EXPECT_EQ(CategoryOf(kHill), Category::kHollowEconomy);
  ASSERT_OK_AND_ASSIGN(const Episode retried, Open("a", Hollow(kHill)));
  EXPECT_EQ(retried.position, 10);
  EXPECT_EQ(store_.ReadHead()->position, 10);
}

TEST_F(Changes, Open_DecidesOnWhatAnotherProcessCommitted) {
  LiveRegistry other(memory_);
  ASSERT_OK(OpenCategory(other, RequestOf("Open", "other"), Hollow(kHill)));
  EXPECT_EQ(CategoryOf(kHill), std::nullopt);  // not refreshed yet
  EXPECT_STATUS(Open("a", Hollow(kHill)),
                Refuses(StatusCode::kFailedPrecondition, "CATEGORY_ALREADY_OPEN"));
  EXPECT_EQ(CategoryOf(kHill), Category::kHollowEconomy);
}

TEST_F(Changes, Graduate_EndsTheEpisodeFromItsDayOn) {
  ASSERT_OK(Open("a", Hollow(kHill)));
  ASSERT_OK_AND_ASSIGN(const Episode ended, GraduateCategory(live_, RequestOf("Graduate", "g"),
                                                             {kHill, {2012, 1, 1}, "audit"}));
  EXPECT_EQ(ended.position, 11);
  EXPECT_EQ(ended.basis, "decision");
  EXPECT_EQ(CategoryOf(kHill), std::nullopt);
  ASSERT_OK_AND_ASSIGN(const Village before,
                       GetVillage(live_, {kHill, Latest({2011, 12, 31}), kAll}));
  EXPECT_EQ(before.category, Category::kHollowEconomy);
  EXPECT_THAT(GraduateCategory(live_, RequestOf("Graduate", "g"), {kHill, {2012, 1, 1}, "audit"}),
              test::IsOkAndHolds(ended));
}

TEST_F(Changes, CreatePerimeter_WithItsIdOrAMadeUpOne) {
  ASSERT_OK_AND_ASSIGN(
      const Record<Perimeter> named,
      CreatePerimeter(live_, RequestOf("Create", "a"), {"jinkou-50", JinkouPerimeter()}));
  EXPECT_EQ(named.id, "jinkou-50");
  EXPECT_THAT(GetPerimeter(live_, {"jinkou-50", {}, kAll}), test::IsOkAndHolds(named));

  const CreatePerimeterCommand without_id{"", JinkouPerimeter()};
  ASSERT_OK_AND_ASSIGN(const Record<Perimeter> made_up,
                       CreatePerimeter(live_, RequestOf("Create", "b"), without_id));
  EXPECT_EQ(made_up.id.size(), 26U);
  EXPECT_THAT(CreatePerimeter(live_, RequestOf("Create", "b"), without_id),
              test::IsOkAndHolds(made_up));
}

TEST_F(Changes, UpdatePerimeter_WhatItWasStaysKnown) {
  ASSERT_OK_AND_ASSIGN(
      const Record<Perimeter> first,
      CreatePerimeter(live_, RequestOf("Create", "a"), {"jinkou-50", JinkouPerimeter()}));
  Perimeter smaller = JinkouPerimeter();
  smaller.exclude_villages = {kHill};
  const UpdatePerimeterCommand update{"jinkou-50", smaller, records::EtagOf(first.position)};
  ASSERT_OK_AND_ASSIGN(const Record<Perimeter> second,
                       UpdatePerimeter(live_, RequestOf("Update", "b"), update));
  EXPECT_EQ(second.facts, smaller);
  EXPECT_THAT(UpdatePerimeter(live_, RequestOf("Update", "b"), update), test::IsOkAndHolds(second));
  EXPECT_THAT(GetPerimeter(live_, {"jinkou-50", {.time = {}, .position = first.position}, kAll}),
              test::IsOkAndHolds(first));
  EXPECT_STATUS(UpdatePerimeter(live_, RequestOf("Update", "c"), update),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

}  // namespace
}  // namespace cobuild::registry
