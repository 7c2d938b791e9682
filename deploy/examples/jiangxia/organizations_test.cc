#include "deploy/examples/jiangxia/organizations.h"

#include <algorithm>

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

class PairingsTest : public SeedsTest {};

TEST(MakeOrganizations, Always_AreTwentyOfEachKindWithTheirOwnNames) {
  const std::vector<Organization> organizations = MakeOrganizations();
  ExpectGoodIds(organizations);
  std::set<std::string> names;
  std::map<OrganizationKind, int> counts;
  for (const Organization& organization : organizations) {
    names.insert(organization.display_name);
    ++counts[organization.kind];
  }
  EXPECT_EQ(names.size(), organizations.size());
  EXPECT_EQ(counts[OrganizationKind::kMunicipalUnit], 20);
  EXPECT_EQ(counts[OrganizationKind::kDistrictUnit], 20);
  EXPECT_EQ(counts[OrganizationKind::kEnterprise], 20);
}

TEST_F(PairingsTest, AnySeed_EveryVillageIsPairedFromTheFirstMonthOn) {
  const std::set<std::string> organizations = ExpectGoodIds(MakeOrganizations());
  ForEverySeed([&](uint64_t seed, const Cohorts& cohorts) {
    const auto facts = MakePairings(seed, cohorts, MakeOrganizations());
    ExpectGoodIds(facts.pairings);
    std::set<std::pair<std::string, std::string>> pairs;
    std::set<std::string> paired_in_time;
    for (const Pairing& pairing : facts.pairings) {
      EXPECT_TRUE(pairs.insert({pairing.village, pairing.organization}).second) << pairing.id;
      EXPECT_TRUE(organizations.contains(pairing.organization)) << pairing.id;
      EXPECT_GE(pairing.start, (base::Date{2010, 1, 1}));
      EXPECT_LE(pairing.start, (base::Date{2011, 12, 31}));
      if (pairing.start <= base::Date{2010, 1, 31}) paired_in_time.insert(pairing.village);
    }
    EXPECT_EQ(paired_in_time, CodesIn(cohorts.villages));
    EXPECT_GT(facts.pairings.size(), cohorts.villages.size());
  });
}

TEST_F(PairingsTest, AnySeed_ClustersStayInTheirGroup) {
  ForEverySeed([&](uint64_t seed, const Cohorts& cohorts) {
    const auto facts = MakePairings(seed, cohorts, MakeOrganizations());
    const std::vector<std::set<std::string>> groups = {
        CodesIn(cohorts.weak_organisation), CodesIn(cohorts.poor_environment),
        CodesIn(cohorts.old_base), CodesIn(cohorts.hollow), CodesIn(cohorts.ordinary)};
    size_t villages = 0;
    for (const Cluster& cluster : facts.clusters) {
      const std::set<std::string> codes = CodesIn(cluster.villages);
      villages += codes.size();
      EXPECT_EQ(std::ranges::count_if(
                    groups, [&](const auto& group) { return std::ranges::includes(group, codes); }),
                1);
      for (const std::string& code : codes) {
        EXPECT_TRUE(std::ranges::any_of(facts.pairings, [&](const Pairing& pairing) {
          return pairing.village == code && pairing.organization == cluster.organization;
        })) << code;
      }
    }
    EXPECT_EQ(villages, cohorts.villages.size());
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
