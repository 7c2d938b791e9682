#include "services/registry/domain/registry.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using test::HasViolation;

base::KnownAt Position(int64_t position) { return {.time = {}, .position = position}; }
base::KnownAt Time(base::Timestamp time) { return {.time = time, .position = {}}; }

Episode Hollow(const char* village) {
  Episode episode;
  episode.village_code = village;
  episode.entered_date = {2010, 1, 1};
  episode.category = Category::kHollowEconomy;
  return episode;
}

Rows SmallTreeRows() {
  Rows rows;
  for (const DivisionFacts& facts : SmallTree()) {
    rows.divisions.push_back({facts, kBaseline, "e", 0, {1}});
  }
  Number(rows, 0);
  return rows;
}

TEST(Registry, Apply_RowsAreSeenOnlyAfterAdvance) {
  Registry registry;
  Rows rows = SmallTreeRows();
  registry.Apply(rows, 5);
  EXPECT_EQ(registry.loaded(), 5);
  EXPECT_EQ(registry.position(), 0);
  EXPECT_EQ(registry.divisions().Find(kProvince, registry.LatestOn(kBaseline)), nullptr);
  registry.Apply(rows, 9);
  registry.Advance(9);
  EXPECT_EQ(registry.position(), 9);
  EXPECT_NE(registry.divisions().Find(kProvince, registry.LatestOn(kBaseline)), nullptr);
  EXPECT_NE(registry.divisions().Find(kTeam, registry.LatestOn(kBaseline)), nullptr);
}

TEST(Registry, Apply_RowsThatAreThereAreSkipped) {
  Registry registry;
  Rows first = SmallTreeRows();
  Rows again = SmallTreeRows();
  registry.Apply(first, 9);
  registry.Apply(again, 9);
  for (const DivisionHistory* history : registry.divisions().all()) {
    EXPECT_EQ(history->size(), 1U) << CodeOf(*history);
  }
  EXPECT_EQ(registry.loaded(), 9);
}

TEST(Registry, Advance_NeverBeyondWhatIsLoadedAndNeverBack) {
  Registry registry;
  Rows rows = SmallTreeRows();
  registry.Apply(rows, 5);
  registry.Advance(4);
  EXPECT_EQ(registry.position(), 4);
  registry.Advance(9);
  EXPECT_EQ(registry.position(), 5);
  registry.Advance(3);
  EXPECT_EQ(registry.position(), 5);
}

TEST(Registry, MomentOf_TurnsKnownAtIntoAPosition) {
  RecordedRegistry registry(SmallTree());  // positions 1 to 9 at 1 s
  registry.Record({.episodes = {Hollow(kHill)}});
  const auto position_at = [&](const base::KnownAt& known_at) {
    return registry->MomentOf({kBaseline, known_at})->position;
  };
  EXPECT_EQ(position_at({}), 10);
  EXPECT_EQ(position_at(Position(0)), 0);
  EXPECT_EQ(position_at(Position(4)), 4);
  EXPECT_EQ(position_at(Position(10)), 10);
  EXPECT_EQ(position_at(Time({999'999})), 0);
  EXPECT_EQ(position_at(Time({1'000'000})), 9);
  EXPECT_EQ(position_at(Time({1'999'999})), 9);
  EXPECT_EQ(position_at(Time({2'000'000})), 10);
  EXPECT_EQ(position_at(Time({9'000'000})), 10);
}

TEST(Registry, MomentOf_PositionAheadOfTheHead_IsRefused) {
  const RecordedRegistry registry(SmallTree());
  EXPECT_STATUS(registry->MomentOf({kBaseline, Position(10)}),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
}

TEST(Registry, FindVillage_HasTownshipAndOpenCategory) {
  RecordedRegistry registry(SmallTree());
  registry.Record({.episodes = {Hollow(kHill)}});
  const Village expected{kHill,   "山前村村委会", Kind::kVillagersCommittee,
                         kJinkou, "金口街道",     Category::kHollowEconomy};
  EXPECT_EQ(registry->FindVillage(kHill, registry->LatestOn({2010, 1, 1})), expected);
  EXPECT_EQ(registry->FindVillage(kHill, registry->LatestOn({2009, 12, 31}))->category,
            std::nullopt);
}

TEST(Registry, FindVillage_OnlyDivisionsOfTheVillageLevelAreVillages) {
  const RecordedRegistry registry(SmallTree());
  const Moment moment = registry->LatestOn(kBaseline);
  EXPECT_EQ(registry->FindVillage(kJinkou, moment), std::nullopt);
  EXPECT_EQ(registry->FindVillage("999999999999", moment), std::nullopt);
  EXPECT_EQ(registry->FindVillage(kHill, registry->LatestOn({2008, 12, 31})), std::nullopt);
}

TEST(Registry, FindVillage_WithoutATownshipAboveIt_HasNone) {
  // 东莞 is prefecture and county in one: a village that hangs right below it.
  const RecordedRegistry registry(
      {{"440000000000", "广东省", Level::kProvince, "", "", {}},
       {"441900000000", "东莞市", Level::kPrefecture, "440000000000", "", {}},
       {"441900003001", "村", Level::kVillage, "441900000000", "", {}}});
  const auto village = registry->FindVillage("441900003001", registry->LatestOn(kBaseline));
  ASSERT_TRUE(village);
  EXPECT_EQ(village->township_code, "");
  EXPECT_EQ(village->township_name, "");
}

TEST(Registry, FindPerimeter_IsTheRuleThatWasKnown) {
  RecordedRegistry registry;
  registry.Record({.records = {Stated(kProgramme, ProgrammePerimeter())}});
  Perimeter without_hill = ProgrammePerimeter();
  without_hill.exclude_villages = {kHill};
  registry.Record({.records = {Stated(kProgramme, without_hill)}});
  EXPECT_EQ(registry->FindPerimeter(kProgramme, 0), nullptr);
  EXPECT_EQ(*registry->FindPerimeter(kProgramme, 1), ProgrammePerimeter());
  EXPECT_EQ(*registry->FindPerimeter(kProgramme, 2), without_hill);
  EXPECT_EQ(registry->FindPerimeter("jiangxia-278", 2), nullptr);
}

}  // namespace
}  // namespace cobuild::registry
