#include <gmock/gmock.h>

#include "services/registry/domain/list_divisions.h"
#include "services/registry/domain/list_villages.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Codes(const DivisionPage& page) {
  std::vector<std::string> codes;
  for (const Division& division : page.divisions) codes.push_back(division.facts.code);
  return codes;
}

std::vector<std::string> Codes(const VillagePage& page) {
  std::vector<std::string> codes;
  for (const Village& village : page.villages) codes.push_back(village.code);
  return codes;
}

Episode Open(const char* village, Category category) {
  Episode episode;
  episode.village_code = village;
  episode.entered_date = {2010, 1, 1};
  episode.category = category;
  return episode;
}

class Lists : public ::testing::Test {
 protected:
  Lists() : registry_(SmallTree()) {
    registry_.Record({.episodes = {Open(kHill, Category::kHollowEconomy)}});
    registry_.Record({.episodes = {Open(kTeam, Category::kWeakOrganisation)}});
  }

  DivisionPage Divisions(const DivisionFilter& filter, const PageRange& range = {50, ""}) {
    return ListDivisions(registry_->divisions(), filter, registry_->LatestOn(kToday), range);
  }
  DivisionPage Search(const std::string& text, const PageRange& range = {50, ""}) {
    return SearchDivisions(registry_->divisions(), text, registry_->LatestOn(kToday), range);
  }
  VillagePage Villages(VillageFilter filter, const PageRange& range = {50, ""}) {
    filter.reach = scope::Reach::Everything();
    return ListVillages(*registry_, filter, registry_->LatestOn(kToday), range);
  }

  static constexpr base::Date kToday{2012, 6, 1};
  RecordedRegistry registry_;
};

TEST_F(Lists, Divisions_AllInOrderOfCode) {
  EXPECT_THAT(Codes(Divisions({})), ElementsAre(kProvince, kPrefecture, kCounty, kJinkou, kPort,
                                                kSandbar, kHill, kShanpo, kTeam));
}

TEST_F(Lists, Divisions_ByParentAndLevel) {
  EXPECT_THAT(Codes(Divisions({kCounty, {}})), ElementsAre(kJinkou, kShanpo));
  EXPECT_THAT(Codes(Divisions({"", Level::kTownship})), ElementsAre(kJinkou, kShanpo));
  EXPECT_THAT(Codes(Divisions({kCounty, Level::kVillage})), IsEmpty());
  EXPECT_THAT(Codes(Divisions({"999999999999", {}})), IsEmpty());
}

TEST_F(Lists, Divisions_PageByPage) {
  const DivisionPage page = Divisions({}, {4, ""});
  EXPECT_FALSE(page.is_last);
  EXPECT_THAT(Codes(page), ElementsAre(kProvince, kPrefecture, kCounty, kJinkou));
  const DivisionPage last = Divisions({}, {5, kJinkou});
  EXPECT_TRUE(last.is_last);
  EXPECT_THAT(Codes(last), ElementsAre(kPort, kSandbar, kHill, kShanpo, kTeam));
}

TEST_F(Lists, Divisions_ChildThatMoved_HangsFromItsParentOfTheDay) {
  registry_.Record({{kHill, "山前村", Level::kVillage, kShanpo, "220", {}}}, {2012, 1, 1});
  EXPECT_THAT(Codes(Divisions({kJinkou, {}})), ElementsAre(kPort, kSandbar));
  EXPECT_THAT(Codes(Divisions({kShanpo, {}})), ElementsAre(kHill, kTeam));
  const auto before = registry_->LatestOn({2011, 12, 31});
  EXPECT_THAT(Codes(ListDivisions(registry_->divisions(), {kJinkou, {}}, before, {50, ""})),
              ElementsAre(kPort, kSandbar, kHill));
}

TEST_F(Lists, Search_AnyPartOfNameOrAlias) {
  EXPECT_THAT(Codes(Search("沙洲")), ElementsAre(kSandbar));
  EXPECT_THAT(Codes(Search("山")), ElementsAre(kHill, kShanpo, kTeam));
  EXPECT_THAT(Codes(Search("山坡乡")), ElementsAre(kShanpo));  // the old name
  EXPECT_THAT(Codes(Search("金口街")), ElementsAre(kJinkou));  // name and alias: once
  EXPECT_THAT(Codes(Search("梁子湖")), IsEmpty());
}

TEST_F(Lists, Search_PageByPage) {
  const DivisionPage page = Search("山", {2, ""});
  EXPECT_THAT(Codes(page), ElementsAre(kHill, kShanpo));
  EXPECT_FALSE(page.is_last);
  EXPECT_THAT(Codes(Search("山", {2, kShanpo})), ElementsAre(kTeam));
}

TEST_F(Lists, Search_FindsOnlyWhatHoldsOnTheDay) {
  registry_.Record({{kSandbar, "新洲村", Level::kVillage, kJinkou, "220", {}}}, {2012, 1, 1});
  EXPECT_THAT(Codes(Search("沙洲")), IsEmpty());
  EXPECT_THAT(Codes(Search("新洲")), ElementsAre(kSandbar));
}

TEST_F(Lists, Villages_AllWithTotal) {
  const VillagePage page = Villages({});
  EXPECT_THAT(Codes(page), ElementsAre(kPort, kSandbar, kHill, kTeam));
  EXPECT_EQ(page.total, 4);
  EXPECT_EQ(page.position, registry_->position());
  EXPECT_TRUE(page.is_last);
}

TEST_F(Lists, Villages_TotalCountsAllPages) {
  const VillagePage page = Villages({}, {2, ""});
  EXPECT_THAT(Codes(page), ElementsAre(kPort, kSandbar));
  EXPECT_EQ(page.total, 4);
  EXPECT_FALSE(page.is_last);
  const VillagePage last = Villages({}, {2, kSandbar});
  EXPECT_THAT(Codes(last), ElementsAre(kHill, kTeam));
  EXPECT_EQ(last.total, 4);
  EXPECT_TRUE(last.is_last);
}

TEST_F(Lists, Villages_EachConditionNarrows) {
  Perimeter perimeter;
  perimeter.include_prefixes = {"420115002", "4201150022"};  // overlapping: counted once
  perimeter.include_villages = {kTeam, "999999999999"};
  perimeter.exclude_villages = {kPort};
  EXPECT_THAT(Codes(Villages({kJinkou, {}, nullptr})), ElementsAre(kPort, kSandbar, kHill));
  EXPECT_THAT(Codes(Villages({kProvince, {}, nullptr})),
              ElementsAre(kPort, kSandbar, kHill, kTeam));
  EXPECT_THAT(Codes(Villages({kSandbar, {}, nullptr})), IsEmpty());  // nothing is below itself
  EXPECT_THAT(Codes(Villages({"999999999999", {}, nullptr})), IsEmpty());
  EXPECT_THAT(Codes(Villages({"", Category::kHollowEconomy, nullptr})), ElementsAre(kHill));
  EXPECT_THAT(Codes(Villages({"", Category::kPoorEnvironment, nullptr})), IsEmpty());
  EXPECT_THAT(Codes(Villages({"", {}, &perimeter, scope::Reach::Everything()})),
              ElementsAre(kSandbar, kHill, kTeam));
}

TEST_F(Lists, Villages_ConditionsCombine) {
  Perimeter perimeter;
  perimeter.include_prefixes = {"420115002"};
  EXPECT_THAT(Codes(Villages({kJinkou, Category::kHollowEconomy, &perimeter})), ElementsAre(kHill));
  EXPECT_THAT(Codes(Villages({kShanpo, {}, &perimeter})), IsEmpty());
  EXPECT_THAT(Codes(Villages({kShanpo, Category::kWeakOrganisation, nullptr})), ElementsAre(kTeam));
  EXPECT_THAT(Codes(Villages({kJinkou, Category::kWeakOrganisation, nullptr})), IsEmpty());
}

TEST(ListVillages, ProgrammePerimeter_Has277Villages) {
  const RecordedRegistry registry(Jiangxia());
  const Perimeter perimeter = ProgrammePerimeter();
  const VillagePage page = ListVillages(*registry, {"", {}, &perimeter, scope::Reach::Everything()},
                                        registry->LatestOn(kBaseline), {1'000, ""});
  EXPECT_EQ(page.total, 277);
  EXPECT_EQ(page.villages.size(), 277U);
}

}  // namespace
}  // namespace cobuild::registry
