#include "services/assessment/domain/project.h"

#include <gtest/gtest.h>

#include <random>

namespace cobuild::assessment {
namespace {

using money::Fen;

const Project kThirds{.name = "projects/p",
                      .display_name = "项目",
                      .category = "INFRASTRUCTURE",
                      .villages = {{"a", 3334}, {"b", 3333}, {"c", 3333}}};

TEST(PartOf, AllVillages_HaveEveryFen) {
  EXPECT_EQ(PartOf({100}, kThirds, {"a", "b", "c", "d"}), Fen{100});
  EXPECT_EQ(PartOf({1}, kThirds, {"a", "b", "c"}), Fen{1});
}

TEST(PartOf, SomeVillages_HaveTheirSharesByLargestRemainder) {
  EXPECT_EQ(PartOf({100}, kThirds, {"a"}), Fen{34});
  EXPECT_EQ(PartOf({100}, kThirds, {"b", "c"}), Fen{66});
  EXPECT_EQ(PartOf({1}, kThirds, {"b"}), Fen{0});
  EXPECT_EQ(PartOf({-100}, kThirds, {"a"}), Fen{-34});
}

TEST(PartOf, NoVillageOfTheProject_HasNothing) { EXPECT_EQ(PartOf({100}, kThirds, {"d"}), Fen{}); }

TEST(LineParts, LinesOfOneKindAndSource_SumToThePartOfTheirSum) {
  const std::set<std::string> villages = {"a", "c"};
  std::mt19937_64 random(20120314);
  for (int round = 0; round < 200; ++round) {
    LineParts parts(kThirds, villages);
    std::map<std::string, Fen> sums;
    Fen counted;
    for (int line = 0; line < 20; ++line) {
      const std::string source = random() % 2 == 0 ? "villagers" : "enterprise";
      const Fen amount{static_cast<int64_t>(random() % 1000) - 300};
      sums[source].value += amount.value;
      counted.value += parts.Next("PRIVATE", source, amount).value;
    }
    EXPECT_EQ(counted.value, PartOf(sums["villagers"], kThirds, villages).value +
                                 PartOf(sums["enterprise"], kThirds, villages).value)
        << "round " << round;
  }
}

TEST(LineParts, VillagesThatHaveAll_CountEachLineWhole) {
  const std::set<std::string> villages = {"a", "b", "c"};
  LineParts parts(kThirds, villages);
  EXPECT_EQ(parts.Next("IN_KIND", "partner-unit", {7}), Fen{7});
  EXPECT_EQ(parts.Next("IN_KIND", "partner-unit", {-7}), Fen{-7});
}

}  // namespace
}  // namespace cobuild::assessment
