#include "deploy/examples/jiangxia/organizations.h"

#include <fmt/format.h>

#include <algorithm>

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kProgrammeBegins{2010, 1, 1};
constexpr int kUnitsOfAKind = 20;

// Units of the report, with whom it says that they worked.
constexpr char kOrganisationDepartment[] = "district-organisation-department";
constexpr char kEnvironment[] = "district-environment";
constexpr char kConstruction[] = "district-construction";
constexpr char kDevelopment[] = "district-economic-development";
constexpr char kStateAssets[] = "district-state-assets";

std::vector<Organization> NamedInTheReport() {
  return {{"municipal-east-lake-zone", "东湖新技术开发区", OrganizationKind::kMunicipalUnit},
          {"municipal-state-assets", "市国资委", OrganizationKind::kMunicipalUnit},
          {"municipal-party-offices", "市直机关工委", OrganizationKind::kMunicipalUnit},
          {kOrganisationDepartment, "区委组织部", OrganizationKind::kDistrictUnit},
          {kEnvironment, "区环保局", OrganizationKind::kDistrictUnit},
          {kConstruction, "区建设局", OrganizationKind::kDistrictUnit},
          {kDevelopment, "区经济开发办公室", OrganizationKind::kDistrictUnit},
          {kStateAssets, "区国资办", OrganizationKind::kDistrictUnit}};
}

// Fills a kind up with units that say themselves that they are invented.
void Invent(std::vector<Organization>& organizations, OrganizationKind kind, const char* prefix,
            const char* chinese) {
  auto count = std::ranges::count(organizations, kind, &Organization::kind);
  while (count < kUnitsOfAKind) {
    ++count;
    organizations.push_back({fmt::format("{}-example-{:02}", prefix, count),
                             fmt::format("示例{}{:02}", chinese, count), kind});
  }
}

// Pairs neighbours, two to four at a time, with one unit after the other of `units`.
class Matchmaker {
 public:
  Matchmaker(Random& random, PairingFacts& facts) : random_(random), facts_(facts) {}

  void PairAll(const std::vector<Place>& villages, const std::vector<std::string>& units) {
    size_t unit = 0;
    for (size_t first = 0; first < villages.size();) {
      const size_t size =
          std::min(static_cast<size_t>(random_.Between(2, 4)), villages.size() - first);
      Cluster cluster;
      cluster.organization = units[unit++ % units.size()];
      for (size_t i = first; i < first + size; ++i) {
        cluster.villages.push_back(villages[i]);
        Pair(villages[i], cluster.organization,
             AddDays(kProgrammeBegins, static_cast<int>(random_.Between(0, 30))));
      }
      facts_.clusters.push_back(std::move(cluster));
      first += size;
    }
  }

  void Pair(const Place& village, const std::string& unit, const base::Date& start) {
    facts_.pairings.push_back(
        {fmt::format("pairing-{}-{}", village.code, facts_.pairings.size() + 1), village.code, unit,
         start});
  }

 private:
  Random& random_;
  PairingFacts& facts_;
};

std::vector<std::string> ShuffledUnits(Random& random,
                                       const std::vector<Organization>& organizations) {
  std::vector<std::string> units;
  for (const Organization& organization : organizations) units.push_back(organization.id);
  random.Shuffle(units);
  return units;
}

}  // namespace

std::vector<Organization> MakeOrganizations() {
  std::vector<Organization> organizations = NamedInTheReport();
  Invent(organizations, OrganizationKind::kMunicipalUnit, "municipal", "市直单位");
  Invent(organizations, OrganizationKind::kDistrictUnit, "district", "区直单位");
  Invent(organizations, OrganizationKind::kEnterprise, "enterprise", "企业");
  return organizations;
}

PairingFacts MakePairings(uint64_t seed, const Cohorts& cohorts,
                          const std::vector<Organization>& organizations) {
  Random random(seed, Topic::kPairings);
  PairingFacts facts;
  Matchmaker matchmaker(random, facts);
  matchmaker.PairAll(cohorts.weak_organisation, {kOrganisationDepartment});
  matchmaker.PairAll(cohorts.poor_environment, {kEnvironment, kConstruction});
  matchmaker.PairAll(cohorts.old_base, {kDevelopment, kStateAssets});
  matchmaker.PairAll(cohorts.hollow, ShuffledUnits(random, organizations));
  matchmaker.PairAll(cohorts.ordinary, ShuffledUnits(random, organizations));
  for (const Cluster& cluster : facts.clusters) {
    for (const Place& village : cluster.villages) {
      const Organization& second = random.Pick(organizations);
      const auto later = static_cast<int>(random.Between(60, 540));
      if (!random.Chance(33) || second.id == cluster.organization) continue;
      matchmaker.Pair(village, second.id, AddDays(kProgrammeBegins, later));
    }
  }
  return facts;
}

}  // namespace cobuild::jiangxia
