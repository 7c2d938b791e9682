#include "deploy/examples/jiangxia/service_centres.h"

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kBaseline{2009, 1, 1};
constexpr base::Date kFirstStart{2010, 2, 1};
constexpr base::Date kAccepted{2010, 11, 15};
constexpr int kLastStartAfter = 540;  // days after kFirstStart
constexpr int kShortestWork = 20;     // days
constexpr int kLongestWork = 150;

constexpr size_t kNewCentres = 22;
constexpr size_t kReconstructed = 58;
constexpr size_t kRepaired = 120;

WorkKind KindOf(size_t i) {
  if (i < kNewCentres) return WorkKind::kNew;
  return i < kNewCentres + kReconstructed ? WorkKind::kReconstructionExtension : WorkKind::kRepair;
}

}  // namespace

ServiceCentreFacts MakeServiceCentres(uint64_t seed, const Cohorts& cohorts) {
  Random random(seed, Topic::kServiceCentres);
  ServiceCentreFacts facts;
  std::vector<size_t> order;
  for (const Place& village : cohorts.villages) {
    order.push_back(facts.centres.size());
    facts.centres.push_back(
        {"centre-" + village.code, village.code, village.name + "党员群众服务中心", kBaseline});
  }
  random.Shuffle(order);
  for (size_t i = 0; i < kNewCentres + kReconstructed + kRepaired; ++i) {
    ServiceCentre& centre = facts.centres[order[i]];
    const base::Date started =
        AddDays(kFirstStart, static_cast<int>(random.Between(0, kLastStartAfter)));
    const base::Date completed =
        AddDays(started, static_cast<int>(random.Between(kShortestWork, kLongestWork)));
    facts.works.push_back({"work-" + centre.village, centre.id, KindOf(i), started, completed});
    if (KindOf(i) == WorkKind::kNew) centre.in_use_from = completed;
  }
  return facts;
}

std::vector<VillageAcceptance> MakeAcceptances(const Cohorts& cohorts) {
  std::vector<VillageAcceptance> acceptances;
  for (const Place& village : cohorts.poor_environment) {
    acceptances.push_back({"acceptance-" + village.code, village.code, "村塆环境综合治理",
                           AcceptanceLevel::kMunicipal, true, kAccepted});
  }
  return acceptances;
}

}  // namespace cobuild::jiangxia
