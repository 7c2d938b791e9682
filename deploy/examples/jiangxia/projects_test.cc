#include "deploy/examples/jiangxia/projects.h"

#include <algorithm>

#include "deploy/examples/jiangxia/demonstrations.h"
#include "deploy/examples/jiangxia/projects_fixture.h"

namespace cobuild::jiangxia {
namespace {

size_t CountLedBy(const std::vector<Place>& group, const std::vector<Project>& projects) {
  const std::set<std::string> codes = CodesIn(group);
  return static_cast<size_t>(std::ranges::count_if(
      projects, [&codes](const Project& project) { return codes.contains(LeadOf(project)); }));
}

TEST_F(ProjectsTest, F06F10F15F17F19_AnySeed_CountsAreTheReports) {
  ForEveryProject([](const Cohorts& cohorts, const std::vector<Project>& projects) {
    EXPECT_EQ(projects.size(), 482U);
    EXPECT_EQ(
        std::ranges::count(projects, ProjectCategory::kEconomicDevelopment, &Project::category),
        322);
    EXPECT_EQ(std::ranges::count(projects, ProjectCategory::kInfrastructure, &Project::category),
              160);
    EXPECT_EQ(CountLedBy(cohorts.old_base, projects), 30U);
    EXPECT_EQ(CountLedBy(cohorts.hollow, projects), 89U);
    for (const Project& project : projects) {
      EXPECT_TRUE(base::IsResourceId(project.id)) << project.id;
      EXPECT_GE(project.decided.back(), (base::Date{2010, 1, 1})) << project.id;
      EXPECT_LE(project.started, (base::Date{2011, 12, 31})) << project.id;
    }
    ExpectGoodIds(projects);
  });
}

TEST_F(ProjectsTest, F40_AnySeed_EconomicOnesHaveAModelAndAllEightOccur) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    std::set<DevelopmentModel> models;
    for (const Project& project : projects) {
      EXPECT_EQ(project.model.has_value(),
                project.category == ProjectCategory::kEconomicDevelopment);
      if (project.model) models.insert(*project.model);
    }
    EXPECT_EQ(models.size(), kModels);
  });
}

TEST_F(ProjectsTest, F44_AnySeed_EveryHollowVillageLeadsAProject) {
  ForEveryProject([](const Cohorts& cohorts, const std::vector<Project>& projects) {
    std::set<std::string> leads;
    for (const Project& project : projects) leads.insert(LeadOf(project));
    EXPECT_TRUE(std::ranges::includes(leads, CodesIn(cohorts.hollow)));
  });
}

TEST_F(ProjectsTest, AnySeed_SharesAreWholeAndInsideTheLeadsGroup) {
  ForEveryProject([](const Cohorts& cohorts, const std::vector<Project>& projects) {
    const std::set<std::string> hollow = CodesIn(cohorts.hollow);
    const std::set<std::string> old_base = CodesIn(cohorts.old_base);
    int joint = 0;
    for (const Project& project : projects) {
      int sum = 0;
      std::set<std::string> villages;
      for (const VillageShare& share : project.shares) {
        EXPECT_GT(share.basis_points, 0) << project.id;
        sum += share.basis_points;
        EXPECT_TRUE(villages.insert(share.village).second) << project.id;
        EXPECT_EQ(hollow.contains(share.village), hollow.contains(LeadOf(project)));
        EXPECT_EQ(old_base.contains(share.village), old_base.contains(LeadOf(project)));
      }
      EXPECT_EQ(sum, 10'000) << project.id;
      joint += project.shares.size() > 1;
    }
    EXPECT_GT(joint, 20);
  });
}

TEST_F(ProjectsTest, AnySeed_SponsorWasPairedWithEachVillageBeforeSubmission) {
  ForEverySeed([this](uint64_t seed, const Cohorts& cohorts) {
    const auto facts = MakePairings(seed, cohorts, MakeOrganizations());
    std::map<std::pair<std::string, std::string>, base::Date> paired;
    for (const Pairing& pairing : facts.pairings) {
      paired[{pairing.village, pairing.organization}] = pairing.start;
    }
    for (const Project& project : Projects(seed, cohorts)) {
      for (const VillageShare& share : project.shares) {
        const auto found = paired.find({share.village, project.sponsor});
        ASSERT_NE(found, paired.end()) << project.id;
        EXPECT_LT(found->second, project.submitted) << project.id;
      }
    }
  });
}

TEST_F(ProjectsTest, AnySeed_CampaignsAreThereWhileTheProjectIs) {
  std::map<std::string, Campaign> campaigns;
  for (const Campaign& campaign : MakeCampaigns()) campaigns.insert({campaign.id, campaign});
  ForEveryProject([&](const Cohorts&, const std::vector<Project>& projects) {
    int tagged = 0;
    for (const Project& project : projects) {
      if (project.campaign.empty()) continue;
      ++tagged;
      const Campaign& campaign = campaigns.at(project.campaign);
      EXPECT_LE(campaign.start, project.submitted) << project.id;
      EXPECT_LT(project.started, campaign.end) << project.id;
    }
    EXPECT_GT(tagged, 0);
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
