// The partner units, and which villages each is paired with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

enum class OrganizationKind { kMunicipalUnit, kDistrictUnit, kEnterprise };

struct Organization {
  std::string id;
  std::string display_name;
  OrganizationKind kind;

  bool operator==(const Organization&) const = default;
};

struct Pairing {
  std::string id;
  std::string village;  // code
  std::string organization;
  base::Date start;

  bool operator==(const Pairing&) const = default;
};

// Neighbouring villages of one group whose first partner is the same unit: they may carry a project
// together.
struct Cluster {
  std::vector<Place> villages;
  std::string organization;
};

struct PairingFacts {
  std::vector<Pairing> pairings;  // by cluster and village; each unit and village once
  std::vector<Cluster> clusters;  // every village is in one
};

// The same 60 for every seed: those that the report names, and invented ones.
std::vector<Organization> MakeOrganizations();

// Every village has its first partner from 2010-01-01 on, within that month; a third has a second
// one from a later day on.
PairingFacts MakePairings(uint64_t seed, const Cohorts& cohorts,
                          const std::vector<Organization>& organizations);

}  // namespace cobuild::jiangxia
