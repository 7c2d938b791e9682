#include "services/assessment/domain/fact.h"

#include <gtest/gtest.h>

namespace cobuild::assessment {
namespace {

TEST(AllFacts, AreInTheOrderOfTheirNumbersAndFoundByName) {
  int number = 0;
  for (const FactTraits& traits : AllFacts()) {
    EXPECT_EQ(static_cast<int>(traits.fact), ++number);
    EXPECT_EQ(TraitsOf(traits.fact).name, traits.name);
    EXPECT_EQ(FactNamed(traits.name), traits.fact);
    EXPECT_FALSE(traits.aggregations.empty()) << traits.name;
  }
  EXPECT_EQ(FactNamed("village"), std::nullopt);
}

TEST(TakesQualifier, KnowsWhichRecordsAFactTellsApart) {
  EXPECT_TRUE(TakesQualifier(Fact::kVillage, ""));
  EXPECT_FALSE(TakesQualifier(Fact::kVillage, "NEW"));
  EXPECT_TRUE(TakesQualifier(Fact::kProject, ""));
  EXPECT_TRUE(TakesQualifier(Fact::kProject, "INFRASTRUCTURE"));
  EXPECT_TRUE(TakesQualifier(Fact::kPosting, "LIAISON_OFFICER"));
  EXPECT_FALSE(TakesQualifier(Fact::kPosting, "liaison_officer"));
}

TEST(TakesQualifier, FactThatCannotBeWithout_NeedsOne) {
  for (const Fact fact : {Fact::kPosting, Fact::kPostingLodging, Fact::kCentreWork,
                          Fact::kYoungMembers, Fact::kVillageAcceptance, Fact::kFundYear}) {
    EXPECT_FALSE(TakesQualifier(fact, "")) << TraitsOf(fact).name;
  }
}

TEST(TakesQualifier, FundsAreNamedById) {
  EXPECT_TRUE(TakesQualifier(Fact::kFundYear, "agricultural-industry"));
  for (const char* text : {"-a", "a-", "A", "a_b", "农业"}) {
    EXPECT_FALSE(TakesQualifier(Fact::kFundYear, text)) << text;
  }
  EXPECT_TRUE(TakesQualifier(Fact::kFundYear, std::string(63, 'a')));
  EXPECT_FALSE(TakesQualifier(Fact::kFundYear, std::string(64, 'a')));
}

TEST(NameOf, EveryUnitHasOne) {
  for (int unit = 0; unit <= static_cast<int>(Unit::kRecord); ++unit) {
    EXPECT_NE(NameOf(static_cast<Unit>(unit)), "");
  }
}

}  // namespace
}  // namespace cobuild::assessment
