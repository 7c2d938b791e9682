#include "deploy/examples/jiangxia/further_facts.h"

#include <map>
#include <utility>

namespace cobuild::jiangxia {
namespace {

using registry::v1::VillageCategory;

std::vector<Place>& GroupOf(Cohorts& cohorts, VillageCategory category) {
  switch (category) {
    case VillageCategory::WEAK_ORGANISATION:
      return cohorts.weak_organisation;
    case VillageCategory::POOR_ENVIRONMENT:
      return cohorts.poor_environment;
    case VillageCategory::OLD_REVOLUTIONARY_BASE:
      return cohorts.old_base;
    case VillageCategory::HOLLOW_ECONOMY:
      return cohorts.hollow;
    default:
      return cohorts.ordinary;
  }
}

}  // namespace

Cohorts CohortsOf(const Programme& programme, const Facts& facts) {
  std::map<std::string, VillageCategory> categories;
  for (const Episode& episode : facts.episodes) {
    categories[episode.village_code] = episode.category;
  }
  Cohorts cohorts;
  for (const registry::v1::ImportRow& row : programme.villages) {
    const auto found = categories.find(row.code());
    const VillageCategory category =
        found == categories.end() ? VillageCategory::VILLAGE_CATEGORY_UNSPECIFIED : found->second;
    cohorts.villages.push_back({row.code(), row.parent_code(), row.display_name()});
    GroupOf(cohorts, category).push_back(cohorts.villages.back());
  }
  return cohorts;
}

FurtherFacts GenerateFurther(uint64_t seed, const Cohorts& cohorts) {
  FurtherFacts facts;
  facts.organizations = MakeOrganizations();
  PairingFacts pairings = MakePairings(seed, cohorts, facts.organizations);
  facts.elections = MakeElections(seed, cohorts);
  PostingFacts postings = MakePostings(seed, cohorts, pairings, facts.elections);
  facts.people = std::move(postings.people);
  facts.postings = std::move(postings.postings);
  LeadingGroupFacts groups = MakeLeadingGroups(cohorts);
  facts.leading_groups = std::move(groups.groups);
  facts.task_teams = std::move(groups.teams);
  ServiceCentreFacts centres = MakeServiceCentres(seed, cohorts);
  facts.centres = std::move(centres.centres);
  facts.works = std::move(centres.works);
  facts.acceptances = MakeAcceptances(cohorts);
  facts.demonstrations = MakeDemonstrations(seed, cohorts);
  facts.campaigns = MakeCampaigns();
  facts.policies = MakePolicies();
  facts.household_incomes = MakeHouseholdIncomes(seed, cohorts);
  facts.projects = MakeProjects(seed, cohorts, pairings.clusters);
  facts.funds = MakeFunds();
  facts.appropriations = MakeAppropriations(facts.projects);
  facts.pairings = std::move(pairings.pairings);
  return facts;
}

}  // namespace cobuild::jiangxia
