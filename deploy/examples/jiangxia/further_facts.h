// Everything of the example beside village categories and incomes (generator.h): who worked with
// whom, on what, with whose money. Plain values, so that each becomes a request in a line.
//
// Pure: equal seeds give equal facts on every machine. Whatever the seed, the facts make the
// report's claims about them true.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/examples/jiangxia/cohorts.h"
#include "deploy/examples/jiangxia/demonstrations.h"
#include "deploy/examples/jiangxia/elections.h"
#include "deploy/examples/jiangxia/funds.h"
#include "deploy/examples/jiangxia/generator.h"
#include "deploy/examples/jiangxia/household_incomes.h"
#include "deploy/examples/jiangxia/leading_groups.h"
#include "deploy/examples/jiangxia/organizations.h"
#include "deploy/examples/jiangxia/policies.h"
#include "deploy/examples/jiangxia/postings.h"
#include "deploy/examples/jiangxia/programme.h"
#include "deploy/examples/jiangxia/projects.h"
#include "deploy/examples/jiangxia/service_centres.h"

namespace cobuild::jiangxia {

// In an order in which whatever names another comes after it.
struct FurtherFacts {
  std::vector<Organization> organizations;
  std::vector<Pairing> pairings;
  std::vector<Person> people;
  std::vector<Election> elections;
  std::vector<Posting> postings;
  std::vector<LeadingGroup> leading_groups;
  std::vector<TaskTeam> task_teams;
  std::vector<ServiceCentre> centres;
  std::vector<CentreWork> works;
  std::vector<VillageAcceptance> acceptances;
  std::vector<Demonstration> demonstrations;
  std::vector<Campaign> campaigns;
  std::vector<SupportPolicy> policies;
  std::vector<HouseholdIncome> household_incomes;
  std::vector<Fund> funds;
  std::vector<Appropriation> appropriations;
  std::vector<Project> projects;

  bool operator==(const FurtherFacts&) const = default;
};

// The groups into which `facts`, which are the same seed's, put the programme's villages.
Cohorts CohortsOf(const Programme& programme, const Facts& facts);

FurtherFacts GenerateFurther(uint64_t seed, const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
