#include "services/registry/domain/decide_import.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ImportHeader kHeader{"test-edition", kBaseline};

DivisionFacts Facts(const char* code, Level level, const char* parent) {
  return {code, "name", level, parent, "", {}};
}

ImportDecision Decide(const Registry& registry, const std::vector<DivisionFacts>& divisions,
                      const ImportHeader& header = kHeader) {
  return DecideImport(registry, header, ImportRowsOf(divisions));
}

// "line field REASON" of each fault.
std::vector<std::string> Faults(const ImportDecision& decision) {
  std::vector<std::string> faults;
  for (const RowFault& fault : decision.report.faults) {
    faults.push_back(std::to_string(fault.line) + " " + fault.field + " " + fault.reason);
  }
  return faults;
}

std::vector<std::string> Recorded(const ImportDecision& decision) {
  std::vector<std::string> codes;
  for (const Division& division : decision.rows.divisions) codes.push_back(division.facts.code);
  return codes;
}

TEST(DecideImport, EmptyRegistry_RecordsEveryRowParentsFirst) {
  std::vector<DivisionFacts> tree = SmallTree();
  std::reverse(tree.begin(), tree.end());  // parents may come after their children
  const ImportDecision decision = Decide(Registry(), tree);
  EXPECT_THAT(Faults(decision), IsEmpty());
  EXPECT_EQ(decision.report.received, 9);
  EXPECT_EQ(decision.report.rejected, 0);
  EXPECT_EQ(decision.report.unchanged, 0);
  EXPECT_THAT(Recorded(decision), ElementsAre(kProvince, kPrefecture, kCounty, kJinkou, kShanpo,
                                              kPort, kSandbar, kHill, kTeam));
  EXPECT_EQ(decision.rows.divisions[3].effective_date, kBaseline);
  EXPECT_EQ(decision.rows.divisions[3].edition, "test-edition");
  EXPECT_EQ(decision.rows.divisions[3].facts.aliases, std::vector<std::string>{"金口街"});
}

TEST(DecideImport, NoRows_ReportsNothing) {
  const ImportDecision decision = Decide(Registry(), {});
  EXPECT_EQ(decision.report.received, 0);
  EXPECT_EQ(SizeOf(decision.rows), 0U);
}

TEST(DecideImport, SameRowsAgain_ChangeNothing) {
  const RecordedRegistry registry(SmallTree());
  const ImportDecision decision = Decide(*registry, SmallTree());
  EXPECT_EQ(decision.report.unchanged, 9);
  EXPECT_THAT(Recorded(decision), IsEmpty());
  EXPECT_EQ(decision.report.position, registry->position());
}

TEST(DecideImport, EveryFactThatDiffers_IsANewVersion) {
  const RecordedRegistry registry(SmallTree());
  const DivisionFacts hill = SmallTree()[7];
  ASSERT_EQ(hill.code, kHill);
  void (*const changes[])(DivisionFacts&) = {
      [](DivisionFacts& facts) { facts.name = "新名"; },
      [](DivisionFacts& facts) { facts.parent_code = kShanpo; },
      [](DivisionFacts& facts) { facts.urban_rural_class = "122"; },
      [](DivisionFacts& facts) { facts.aliases = {"旧名"}; },
  };
  for (const auto change : changes) {
    DivisionFacts changed = hill;
    change(changed);
    const ImportDecision decision = Decide(*registry, {changed}, {"next", {2012, 1, 1}});
    EXPECT_THAT(Recorded(decision), ElementsAre(kHill));
    EXPECT_EQ(decision.rows.divisions[0].effective_date, (base::Date{2012, 1, 1}));
  }
}

TEST(DecideImport, ComparesWithWhatHoldsOnItsDay) {
  RecordedRegistry registry(SmallTree());
  DivisionFacts renamed = SmallTree()[7];
  renamed.name = "新名";
  registry.Record({renamed}, {2012, 1, 1});
  EXPECT_EQ(Decide(*registry, {renamed}, {"e", {2012, 1, 1}}).report.unchanged, 1);
  EXPECT_EQ(Decide(*registry, {renamed}, {"e", {2013, 1, 1}}).report.unchanged, 1);
  EXPECT_EQ(Decide(*registry, {renamed}, {"e", {2011, 12, 31}}).report.unchanged, 0);
  EXPECT_EQ(Decide(*registry, {SmallTree()[7]}, {"e", {2011, 12, 31}}).report.unchanged, 1);
}

TEST(DecideImport, BackDated_NeedsItsParentOnThatDay) {
  const RecordedRegistry registry(SmallTree());
  EXPECT_THAT(Faults(Decide(*registry, {SmallTree()[7]}, {"e", {2008, 1, 1}})),
              ElementsAre("1 parent_code PARENT_NOT_FOUND"));
}

TEST(DecideImport, ParentRecordedBefore_IsFound) {
  const RecordedRegistry registry(SmallTree());
  const ImportDecision decision =
      Decide(*registry, {Facts("420115002203", Level::kVillage, kJinkou)});
  EXPECT_THAT(Recorded(decision), ElementsAre("420115002203"));
}

TEST(DecideImport, ParentNowhere_IsRejected) {
  EXPECT_THAT(Faults(Decide(Registry(), {Facts(kProvince, Level::kProvince, ""),
                                         Facts(kHill, Level::kVillage, kJinkou)})),
              ElementsAre("2 parent_code PARENT_NOT_FOUND"));
}

TEST(DecideImport, ParentOfTheSameOrALowerLevel_IsRejected) {
  const RecordedRegistry registry(SmallTree());
  EXPECT_THAT(Faults(Decide(*registry, {Facts("420115002203", Level::kVillage, kHill),
                                        Facts("420115003000", Level::kTownship, kHill),
                                        Facts("420115004000", Level::kTownship, kCounty)})),
              ElementsAre("1 parent_code PARENT_LEVEL", "2 parent_code PARENT_LEVEL"));
}

TEST(DecideImport, LevelOfTheParentInTheImport_Counts) {
  // Recorded as a township, it becomes a county in this edition.
  const RecordedRegistry registry(SmallTree());
  const ImportDecision decision =
      Decide(*registry, {Facts(kShanpo, Level::kCounty, kPrefecture),
                         Facts("420115010100", Level::kTownship, kShanpo)});
  EXPECT_THAT(Faults(decision), IsEmpty());
}

TEST(DecideImport, LevelThatItsOtherChildrenDoNotAllow_IsRejected) {
  const RecordedRegistry registry(SmallTree());
  const DivisionFacts as_village = Facts(kShanpo, Level::kVillage, kJinkou);
  EXPECT_THAT(Faults(Decide(*registry, {as_village})), ElementsAre("1 level PARENT_LEVEL"));
  // Not when its child moves away in the same edition, or has moved before.
  EXPECT_THAT(Faults(Decide(*registry, {as_village, Facts(kTeam, Level::kVillage, kJinkou)})),
              IsEmpty());
  RecordedRegistry moved(SmallTree());
  moved.Record({Facts(kTeam, Level::kVillage, kJinkou)}, {2012, 1, 1});
  EXPECT_THAT(Faults(Decide(*moved, {as_village}, {"e", {2012, 1, 1}})), IsEmpty());
}

TEST(DecideImport, CodeThatCameBefore_IsRejected) {
  EXPECT_THAT(Faults(Decide(Registry(), {Facts(kProvince, Level::kProvince, ""),
                                         Facts(kProvince, Level::kProvince, ""),
                                         Facts(kProvince, Level::kProvince, "")})),
              ElementsAre("2 code DUPLICATE", "3 code DUPLICATE"));
}

TEST(DecideImport, UnitThatRepeatsItsParent_IsListedAndItsChildrenHangFromTheParent) {
  // 金门县 repeats its code as a township and as a village; 东莞市 is prefecture and county.
  const ImportDecision decision =
      Decide(Registry(), {Facts("350000000000", Level::kProvince, ""),
                          Facts("350500000000", Level::kPrefecture, "350000000000"),
                          Facts("350527000000", Level::kCounty, "350500000000"),
                          Facts("350527000000", Level::kTownship, "350527000000"),
                          Facts("350527000000", Level::kVillage, "350527000000"),
                          Facts("441900000000", Level::kCounty, "441900000000"),
                          Facts("440000000000", Level::kProvince, ""),
                          Facts("441900000000", Level::kPrefecture, "440000000000"),
                          Facts("441900003000", Level::kTownship, "441900000000")});
  EXPECT_THAT(Faults(decision), IsEmpty());
  EXPECT_THAT(decision.report.repeated_codes,
              ElementsAre("350527000000", "350527000000", "441900000000"));
  EXPECT_THAT(Recorded(decision), ElementsAre("350000000000", "440000000000", "350500000000",
                                              "441900000000", "350527000000", "441900003000"));
  EXPECT_EQ(decision.report.received, 9);
}

TEST(DecideImport, UnitThatRepeatsAParentThatIsNowhere_IsRejected) {
  EXPECT_THAT(Faults(Decide(Registry(), {Facts("350527000000", Level::kTownship, "350527000000")})),
              ElementsAre("1 parent_code PARENT_NOT_FOUND"));
}

TEST(DecideImport, OneRejectedRow_RecordsNothing) {
  std::vector<DivisionFacts> tree = SmallTree();
  tree.back().name = "";
  const ImportDecision decision = Decide(Registry(), tree);
  EXPECT_EQ(decision.report.received, 9);
  EXPECT_EQ(decision.report.rejected, 1);
  EXPECT_THAT(Recorded(decision), IsEmpty());
}

TEST(DecideImport, ChildrenOfARejectedRow_AreNotToBlame) {
  std::vector<DivisionFacts> tree = SmallTree();
  tree[3].name = "";  // Jinkou
  EXPECT_THAT(Faults(Decide(Registry(), tree)), ElementsAre("4 display_name REQUIRED"));
}

TEST(DecideImport, FirstFaultOfARowOnly) {
  ImportRow row{0, {"", "", Level(9), "", "9", {}}};
  const ImportDecision decision = DecideImport(Registry(), kHeader, {row});
  EXPECT_THAT(Faults(decision), ElementsAre("0 line OUT_OF_RANGE"));
  EXPECT_EQ(decision.report.rejected, 1);
}

TEST(DecideImport, FaultsBeyondAThousand_AreCounted) {
  const std::vector<DivisionFacts> bad(1'500, Facts("bad", Level::kVillage, kJinkou));
  const ImportDecision decision = Decide(Registry(), bad);
  EXPECT_EQ(decision.report.received, 1'500);
  EXPECT_EQ(decision.report.rejected, 1'500);
  EXPECT_EQ(decision.report.faults.size(), 1'000U);
  EXPECT_EQ(decision.report.faults.back().line, 1'000);
}

TEST(DecideImport, Jiangxia_IsAcceptedWhole) {
  const ImportDecision decision = Decide(Registry(), Jiangxia());
  EXPECT_THAT(Faults(decision), IsEmpty());
  EXPECT_EQ(decision.rows.divisions.size(), 3U + 20U + 458U);
}

TEST(DecideImport, WhateverIsSpoilt_TheCountsAddUpAndTheTreeStaysWhole) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    RecordedRegistry registry(SmallTree());
    std::vector<DivisionFacts> rows = SmallTree();
    for (DivisionFacts& facts : rows) {
      if (random() % 4 == 0) facts.level = static_cast<Level>(random() % 7);
      if (random() % 4 == 0) facts.parent_code = rows[random() % rows.size()].code;
      if (random() % 8 == 0) facts.name = "";
    }
    const ImportDecision decision = Decide(*registry, rows, {"e", {2012, 1, 1}});
    const ImportReport& report = decision.report;
    const auto recorded = static_cast<int64_t>(decision.rows.divisions.size());
    ASSERT_EQ(report.received, 9);
    ASSERT_EQ(report.rejected, static_cast<int64_t>(report.faults.size()));
    if (report.rejected > 0) {
      ASSERT_EQ(recorded, 0);
      continue;
    }
    ASSERT_EQ(report.unchanged + recorded + static_cast<int64_t>(report.repeated_codes.size()), 9);
    registry.Record(decision.rows);
    const Moment moment = registry->LatestOn({2012, 1, 1});
    VisitAfter(registry->divisions().all(), "", moment, [&](const Division& division) {
      const bool is_root = division.facts.level == Level::kProvince;
      EXPECT_EQ(registry->divisions().ParentOf(division, moment) == nullptr, is_root);
      return true;
    });
  }
}

TEST(DigestOf, HeaderRowsAndTheirOrderCount) {
  const std::vector<ImportRow> rows = ImportRowsOf(SmallTree());
  const base::Digest digest = DigestOf(kHeader, rows);
  EXPECT_EQ(DigestOf(kHeader, ImportRowsOf(SmallTree())), digest);
  EXPECT_NE(DigestOf({"other", kBaseline}, rows), digest);
  EXPECT_NE(DigestOf({"test-edition", {2009, 1, 2}}, rows), digest);
  std::vector<ImportRow> changed = rows;
  std::swap(changed[0], changed[1]);
  EXPECT_NE(DigestOf(kHeader, changed), digest);
  changed = rows;
  changed.pop_back();
  EXPECT_NE(DigestOf(kHeader, changed), digest);
  void (*const changes[])(DivisionFacts&) = {
      [](DivisionFacts& facts) { facts.code = "1"; },
      [](DivisionFacts& facts) { facts.name = "1"; },
      [](DivisionFacts& facts) { facts.level = Level::kProvince; },
      [](DivisionFacts& facts) { facts.parent_code = "1"; },
      [](DivisionFacts& facts) { facts.urban_rural_class = "1"; },
      [](DivisionFacts& facts) { facts.aliases.emplace_back("1"); },
  };
  for (const auto change : changes) {
    changed = rows;
    change(changed[7].facts);
    EXPECT_NE(DigestOf(kHeader, changed), digest);
  }
}

}  // namespace
}  // namespace cobuild::registry
