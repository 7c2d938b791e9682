#include "services/registry/domain/divisions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>

#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

constexpr int64_t kLatest = 1'000;

Division Version(const std::string& name, const base::Date& effective_date, int64_t position) {
  return {{kJinkou, name, Level::kTownship, kCounty, "", {}}, effective_date, "e", position, {}};
}

std::string NameAt(const Divisions& divisions, const base::Date& as_of, int64_t position) {
  const Division* division = divisions.Find(kJinkou, {as_of, position});
  return division == nullptr ? "" : division->facts.name;
}

TEST(Divisions, Find_TakesTheVersionOfTheDay) {
  Divisions divisions;
  divisions.Add(Version("金口街", {2009, 1, 1}, 1));
  divisions.Add(Version("金口街道", {2012, 1, 1}, 2));
  EXPECT_EQ(NameAt(divisions, {2008, 12, 31}, kLatest), "");
  EXPECT_EQ(NameAt(divisions, {2009, 1, 1}, kLatest), "金口街");
  EXPECT_EQ(NameAt(divisions, {2011, 12, 31}, kLatest), "金口街");
  EXPECT_EQ(NameAt(divisions, {2012, 1, 1}, kLatest), "金口街道");
}

TEST(Divisions, Find_KnowsOnlyWhatWasRecordedByThePosition) {
  Divisions divisions;
  divisions.Add(Version("wrong", {2009, 1, 1}, 5));
  divisions.Add(Version("corrected", {2009, 1, 1}, 7));
  divisions.Add(Version("back-dated", {2008, 1, 1}, 9));
  EXPECT_EQ(NameAt(divisions, {2010, 1, 1}, 4), "");
  EXPECT_EQ(NameAt(divisions, {2010, 1, 1}, 5), "wrong");
  EXPECT_EQ(NameAt(divisions, {2010, 1, 1}, 6), "wrong");
  EXPECT_EQ(NameAt(divisions, {2010, 1, 1}, 7), "corrected");
  EXPECT_EQ(NameAt(divisions, {2008, 6, 1}, 8), "");
  EXPECT_EQ(NameAt(divisions, {2008, 6, 1}, 9), "back-dated");
  EXPECT_EQ(NameAt(divisions, {2010, 1, 1}, 9), "corrected");
}

TEST(Divisions, Find_AgreesWithASearchThroughAllVersions) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Divisions divisions;
  std::vector<Division> versions;
  for (int64_t position = 1; position <= 200; ++position) {
    const base::Date day{2000 + static_cast<int>(random() % 20), 1, 1};
    versions.push_back(Version("v" + std::to_string(position), day, position));
    divisions.Add(versions.back());
  }
  for (int i = 0; i < 1'000; ++i) {
    const base::Date as_of{1999 + static_cast<int>(random() % 22), 6, 1};
    const auto known = static_cast<int64_t>(random() % 201);
    std::optional<Division> expected;
    for (const Division& version : versions) {  // in order of position: the later wins on a tie
      if (version.position > known || as_of < version.effective_date) continue;
      if (!expected || expected->effective_date <= version.effective_date) expected = version;
    }
    ASSERT_EQ(NameAt(divisions, as_of, known), expected ? expected->facts.name : "");
  }
}

TEST(Divisions, ChildrenOf_KeepsThoseThatMovedAway) {
  Divisions divisions;
  divisions.Add({{kSandbar, "沙洲村", Level::kVillage, kJinkou, "", {}}, {2009, 1, 1}, "e", 1, {}});
  divisions.Add({{kSandbar, "沙洲村", Level::kVillage, kShanpo, "", {}}, {2012, 1, 1}, "e", 2, {}});
  EXPECT_EQ(divisions.ChildrenOf(kJinkou).size(), 1U);
  EXPECT_EQ(divisions.ChildrenOf(kShanpo).size(), 1U);
  EXPECT_EQ(divisions.all().size(), 1U);
  EXPECT_EQ(divisions.OfLevel(Level::kVillage).size(), 1U);
  EXPECT_TRUE(divisions.ChildrenOf(kCounty).empty());
}

TEST(Divisions, ParentOf_EndsAtTheProvinceAndWhereTheLevelDoesNotRise) {
  const RecordedRegistry registry(SmallTree());
  const Divisions& divisions = registry->divisions();
  const Moment moment = registry->LatestOn(kBaseline);
  const Division* jinkou = divisions.ParentOf(*divisions.Find(kSandbar, moment), moment);
  ASSERT_NE(jinkou, nullptr);
  EXPECT_EQ(jinkou->facts.code, kJinkou);
  EXPECT_EQ(divisions.ParentOf(*divisions.Find(kProvince, moment), moment), nullptr);
  const Division loop{{kPort, "x", Level::kTownship, kJinkou, "", {}}, kBaseline, "e", 1, {}};
  EXPECT_EQ(divisions.ParentOf(loop, moment), nullptr);
}

TEST(VisitAfter, InOrderOfCodeUntilToldToStop) {
  const RecordedRegistry registry(SmallTree());
  std::vector<std::string> codes;
  VisitAfter(registry->divisions().OfLevel(Level::kVillage), kPort, registry->LatestOn(kBaseline),
             [&](const Division& division) {
               codes.push_back(division.facts.code);
               return codes.size() < 2;
             });
  EXPECT_EQ(codes, (std::vector<std::string>{kSandbar, kHill}));
}

}  // namespace
}  // namespace cobuild::registry
