#include "services/registry/domain/perimeter.h"

#include <gtest/gtest.h>

#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

Perimeter Rule(std::vector<std::string> include, std::vector<std::string> exclude,
               std::vector<Kind> kinds, std::vector<std::string> include_villages = {},
               std::vector<std::string> exclude_villages = {}) {
  Perimeter rule;
  rule.include_prefixes = std::move(include);
  rule.exclude_prefixes = std::move(exclude);
  rule.kinds = std::move(kinds);
  rule.include_villages = std::move(include_villages);
  rule.exclude_villages = std::move(exclude_villages);
  return rule;
}

struct ContainsRow {
  Perimeter rule;
  const char* village;
  bool belongs;
};

TEST(Contains, PrefixesThenKindsThenExceptions) {
  const std::vector<Kind> committees = {Kind::kVillagersCommittee};
  const ContainsRow rows[] = {
      // included prefix
      {Rule({"420115"}, {}, {}), "420115002201", true},
      {Rule({"420115"}, {}, {}), "420116002201", false},
      {Rule({"420116", "420115002"}, {}, {}), "420115002201", true},
      {Rule({"420115002201"}, {}, {}), "420115002201", true},
      // excluded prefix
      {Rule({"420115"}, {"420115002"}, {}), "420115002201", false},
      {Rule({"420115"}, {"420115002"}, {}), "420115003201", true},
      {Rule({"420115"}, {"42"}, {}), "420115002201", false},
      // kind
      {Rule({"420115"}, {}, committees), "420115002201", true},
      {Rule({"420115"}, {}, committees), "420115002001", false},
      {Rule({"420115"}, {}, committees), "420115002401", false},
      {Rule({"420115"}, {}, {Kind::kResidentsCommittee, Kind::kVillageLike}), "420115002401", true},
      // exceptions beat prefixes and kinds
      {Rule({"420115"}, {"420115002"}, committees, {"420115002001"}), "420115002001", true},
      {Rule({"420115"}, {}, {}, {"420116002201"}), "420116002201", true},
      {Rule({"420115"}, {}, {}, {}, {"420115002201"}), "420115002201", false},
      {Rule({"420115"}, {}, {}, {}, {"420115002202"}), "420115002201", true},
  };
  for (size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(Contains(rows[i].rule, rows[i].village), rows[i].belongs) << "row " << i;
  }
}

std::set<std::string> VillagesIn(const Perimeter& perimeter) {
  std::set<std::string> codes;
  for (const DivisionFacts& facts : Jiangxia()) {
    if (facts.level == Level::kVillage && Contains(perimeter, facts.code)) codes.insert(facts.code);
  }
  return codes;
}

TEST(Contains, ProgrammePerimeter_IsExactlyThe277MarkedVillages) {
  EXPECT_EQ(VillagesIn(ProgrammePerimeter()), ProgrammeVillages());
  EXPECT_EQ(ProgrammeVillages().size(), 277U);
}

TEST(Contains, ProgrammePerimeterWithTheFourStreets_Has338) {
  Perimeter perimeter = ProgrammePerimeter();
  perimeter.exclude_prefixes = {};
  EXPECT_EQ(VillagesIn(perimeter).size(), 338U);
}

TEST(Contains, JinkouPerimeter_Has50) { EXPECT_EQ(VillagesIn(JinkouPerimeter()).size(), 50U); }

}  // namespace
}  // namespace cobuild::registry
