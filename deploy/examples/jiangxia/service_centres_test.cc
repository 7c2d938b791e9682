#include "deploy/examples/jiangxia/service_centres.h"

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

class ServiceCentresTest : public SeedsTest {};

TEST_F(ServiceCentresTest, F35ToF37_AnySeed_TwoHundredCentresWereWorkedOn) {
  ForEverySeed([](uint64_t seed, const Cohorts& cohorts) {
    const ServiceCentreFacts facts = MakeServiceCentres(seed, cohorts);
    const std::set<std::string> centres = ExpectGoodIds(facts.centres);
    ExpectGoodIds(facts.works);
    std::map<WorkKind, std::set<std::string>> worked_on;
    std::set<std::string> distinct;
    for (const CentreWork& work : facts.works) {
      worked_on[work.kind].insert(work.centre);
      distinct.insert(work.centre);
      EXPECT_TRUE(centres.contains(work.centre));
      EXPECT_LT(work.started, work.completed);
      EXPECT_GE(work.completed, (base::Date{2010, 1, 1}));
      EXPECT_LE(work.completed, (base::Date{2011, 12, 31}));
    }
    EXPECT_EQ(worked_on[WorkKind::kNew].size(), 22U);
    EXPECT_EQ(worked_on[WorkKind::kReconstructionExtension].size(), 58U);
    EXPECT_EQ(worked_on[WorkKind::kRepair].size(), 120U);
    EXPECT_EQ(distinct.size(), 200U);
  });
}

TEST_F(ServiceCentresTest, F45_AnySeed_EveryVillageHasACentreInUse) {
  ForEverySeed([](uint64_t seed, const Cohorts& cohorts) {
    const ServiceCentreFacts facts = MakeServiceCentres(seed, cohorts);
    std::map<std::string, base::Date> new_centres;
    for (const CentreWork& work : facts.works) {
      if (work.kind == WorkKind::kNew) new_centres[work.centre] = work.completed;
    }
    std::set<std::string> villages;
    for (const ServiceCentre& centre : facts.centres) {
      villages.insert(centre.village);
      EXPECT_LE(centre.in_use_from, (base::Date{2011, 12, 31})) << centre.id;
      const auto built = new_centres.find(centre.id);
      if (built != new_centres.end()) {
        EXPECT_EQ(centre.in_use_from, built->second) << centre.id;
      }
    }
    EXPECT_EQ(facts.centres.size(), 277U);
    EXPECT_EQ(villages, CodesIn(cohorts.villages));
  });
}

TEST_F(ServiceCentresTest, F42_AnySeed_PoorEnvironmentVillagesPassedIn2010) {
  ForEverySeed([](uint64_t, const Cohorts& cohorts) {
    std::set<std::string> passed;
    const std::vector<VillageAcceptance> acceptances = MakeAcceptances(cohorts);
    ExpectGoodIds(acceptances);
    for (const VillageAcceptance& acceptance : acceptances) {
      EXPECT_EQ(acceptance.level, AcceptanceLevel::kMunicipal);
      EXPECT_EQ(acceptance.date.year, 2010);
      if (acceptance.passed) passed.insert(acceptance.village);
    }
    EXPECT_EQ(passed.size(), 3U);
    EXPECT_EQ(passed, CodesIn(cohorts.poor_environment));
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
