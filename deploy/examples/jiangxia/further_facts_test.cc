#include "deploy/examples/jiangxia/further_facts.h"

#include <algorithm>

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

class FurtherFactsTest : public SeedsTest {};

TEST_F(FurtherFactsTest, CohortsOf_AnySeed_AreTheEpisodesGroups) {
  ForEverySeed([](uint64_t, const Cohorts& cohorts) {
    EXPECT_EQ(cohorts.villages.size(), 277U);
    EXPECT_EQ(cohorts.weak_organisation.size(), 2U);
    EXPECT_EQ(cohorts.poor_environment.size(), 3U);
    EXPECT_EQ(cohorts.old_base.size(), 5U);
    EXPECT_EQ(cohorts.hollow.size(), 51U);
    EXPECT_EQ(cohorts.ordinary.size(), 216U);
    EXPECT_TRUE(std::ranges::is_sorted(cohorts.villages, {}, &Place::code));
  });
}

TEST_F(FurtherFactsTest, SameSeed_GivesTheSameFacts) {
  for (const uint64_t seed : {1, 7, 200}) {
    EXPECT_TRUE(GenerateFurther(seed, CohortsOfSeed(seed)) ==
                GenerateFurther(seed, CohortsOfSeed(seed)))
        << "seed " << seed;
  }
}

TEST_F(FurtherFactsTest, OtherSeed_GivesOtherFactsOfEveryDrawnKind) {
  const Cohorts cohorts = CohortsOfSeed(1);
  const FurtherFacts first = GenerateFurther(1, cohorts);
  const FurtherFacts second = GenerateFurther(2, cohorts);
  EXPECT_FALSE(first.pairings == second.pairings);
  EXPECT_FALSE(first.elections == second.elections);
  EXPECT_FALSE(first.postings == second.postings);
  EXPECT_FALSE(first.works == second.works);
  EXPECT_FALSE(first.demonstrations == second.demonstrations);
  EXPECT_FALSE(first.household_incomes == second.household_incomes);
  EXPECT_FALSE(first.projects == second.projects);
}

TEST_F(FurtherFactsTest, SeedsOf64Bits_UseBothHalves) {
  const Cohorts cohorts = CohortsOfSeed(1);
  EXPECT_FALSE(MakeHouseholdIncomes(1, cohorts) ==
               MakeHouseholdIncomes(1 + (uint64_t{1} << 32), cohorts));
}

TEST_F(FurtherFactsTest, SomeSeeds_NoFactNamesWhatIsNotThere) {
  for (const uint64_t seed : {1, 50, 100, 150, 200}) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const FurtherFacts facts = GenerateFurther(seed, CohortsOfSeed(seed));
    const auto organizations = ExpectGoodIds(facts.organizations);
    const auto people = ExpectGoodIds(facts.people);
    const auto funds = ExpectGoodIds(facts.funds);
    const auto campaigns = ExpectGoodIds(facts.campaigns);
    for (const Posting& posting : facts.postings) {
      EXPECT_TRUE(people.contains(posting.person));
      EXPECT_TRUE(posting.organization.empty() || organizations.contains(posting.organization));
    }
    for (const Project& project : facts.projects) {
      EXPECT_TRUE(organizations.contains(project.sponsor));
      EXPECT_TRUE(funds.contains(project.fund));
      EXPECT_TRUE(project.campaign.empty() || campaigns.contains(project.campaign));
    }
    for (const Appropriation& each : facts.appropriations) EXPECT_TRUE(funds.contains(each.fund));
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
