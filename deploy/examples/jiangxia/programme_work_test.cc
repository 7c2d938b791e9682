// The programme's own organs and means: leading groups, demonstrations, campaigns, policies, and
// what the farmers earned.
#include <algorithm>

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

class ProgrammeWorkTest : public SeedsTest {};

TEST_F(ProgrammeWorkTest, F43_AnySeed_DistrictAndEveryTownshipHaveAGroupWithAnOffice) {
  ForEverySeed([](uint64_t, const Cohorts& cohorts) {
    const LeadingGroupFacts facts = MakeLeadingGroups(cohorts);
    const std::set<std::string> groups = ExpectGoodIds(facts.groups);
    ExpectGoodIds(facts.teams);
    std::set<std::string> expected = {kDistrict};
    for (const Place& village : cohorts.villages) expected.insert(village.township);
    EXPECT_EQ(expected.size(), 17U);
    std::set<std::string> divisions;
    for (const LeadingGroup& group : facts.groups) {
      EXPECT_TRUE(divisions.insert(group.division).second) << group.id;
      EXPECT_FALSE(group.office_name.empty()) << group.id;
      EXPECT_LE(group.established, (base::Date{2011, 12, 31})) << group.id;
    }
    EXPECT_EQ(divisions, expected);
    for (const TaskTeam& team : facts.teams) {
      EXPECT_TRUE(groups.contains(team.leading_group)) << team.id;
      EXPECT_LT(team.start, team.end) << team.id;
    }
  });
}

TEST_F(ProgrammeWorkTest, AnySeed_BeltAndSiteHoldVillagesOfTheProgramme) {
  ForEverySeed([](uint64_t seed, const Cohorts& cohorts) {
    const std::vector<Demonstration> demonstrations = MakeDemonstrations(seed, cohorts);
    ExpectGoodIds(demonstrations);
    ASSERT_EQ(demonstrations.size(), 2U);
    EXPECT_EQ(demonstrations[0].display_name, "107国道江夏段");
    EXPECT_EQ(demonstrations[1].villages, std::vector<std::string>{"420115002241"});
    const std::set<std::string> all = CodesIn(cohorts.villages);
    for (const Demonstration& each : demonstrations) {
      const std::set<std::string> members(each.villages.begin(), each.villages.end());
      EXPECT_EQ(members.size(), each.villages.size());
      EXPECT_TRUE(std::ranges::includes(all, members));
      EXPECT_FALSE(each.leading_villages.empty());
      for (const std::string& leading : each.leading_villages) {
        EXPECT_TRUE(members.contains(leading));
      }
    }
  });
}

TEST(MakeCampaigns, Always_AreTheReportsTwo) {
  const std::vector<Campaign> campaigns = MakeCampaigns();
  ExpectGoodIds(campaigns);
  ASSERT_EQ(campaigns.size(), 2U);
  EXPECT_EQ(campaigns[0].display_name, "绿色家园");
  EXPECT_EQ(campaigns[1].display_name, "万名干部进万村挖万塘");
  for (const Campaign& campaign : campaigns) EXPECT_LT(campaign.start, campaign.end);
}

TEST(MakePolicies, F32_Always_AreTwelveInThreeGroupsAdoptedInThePeriod) {
  const std::vector<SupportPolicy> policies = MakePolicies();
  ExpectGoodIds(policies);
  EXPECT_EQ(policies.size(), 12U);
  std::set<std::string> names;
  std::set<PolicyGroup> groups;
  for (const SupportPolicy& policy : policies) {
    names.insert(policy.display_name);
    groups.insert(policy.group);
    EXPECT_TRUE(base::IsValid(policy.adopted));
    EXPECT_TRUE(policy.adopted.year == 2010 || policy.adopted.year == 2011) << policy.id;
  }
  EXPECT_EQ(names.size(), 12U);
  EXPECT_EQ(groups.size(), 3U);
}

TEST_F(ProgrammeWorkTest, F09_AnySeed_FarmersOfOldBaseVillagesAreAbove8000) {
  ForEverySeed([](uint64_t seed, const Cohorts& cohorts) {
    const std::set<std::string> old_base = CodesIn(cohorts.old_base);
    std::set<std::string> villages;
    int above = 0;
    bool someone_is_below = false;
    for (const HouseholdIncome& income : MakeHouseholdIncomes(seed, cohorts)) {
      EXPECT_EQ(income.year, 2011);
      EXPECT_GT(income.residents, 0);
      EXPECT_TRUE(villages.insert(income.village).second) << income.village;
      const bool is_above = income.per_capita > money::Fen{8'000'00};
      if (old_base.contains(income.village)) above += is_above;
      someone_is_below |= !is_above;
    }
    EXPECT_EQ(above, 5);
    EXPECT_TRUE(someone_is_below);
    EXPECT_EQ(villages, CodesIn(cohorts.villages));
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
