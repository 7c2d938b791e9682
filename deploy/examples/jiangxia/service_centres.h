// The villages' service centres (党员群众服务中心), what was built on them, and the acceptance of
// villages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

struct ServiceCentre {
  std::string id;
  std::string village;  // code
  std::string display_name;
  base::Date in_use_from;

  bool operator==(const ServiceCentre&) const = default;
};

enum class WorkKind { kNew, kReconstructionExtension, kRepair };

struct CentreWork {
  std::string id;
  std::string centre;
  WorkKind kind;
  base::Date started;
  base::Date completed;

  bool operator==(const CentreWork&) const = default;
};

struct ServiceCentreFacts {
  std::vector<ServiceCentre> centres;  // one a village, in order of code
  std::vector<CentreWork> works;       // at most one a centre
};

// 22 new, 58 reconstructed or extended, 120 repaired. A new one is in use from its completion on,
// every other one from the baseline of the divisions, 2009-01-01.
ServiceCentreFacts MakeServiceCentres(uint64_t seed, const Cohorts& cohorts);

enum class AcceptanceLevel { kMunicipal };

struct VillageAcceptance {
  std::string id;
  std::string village;  // code
  std::string subject;
  AcceptanceLevel level;
  bool passed;
  base::Date date;

  bool operator==(const VillageAcceptance&) const = default;
};

// The municipal acceptance of 2010 that each poor-environment village passed.
std::vector<VillageAcceptance> MakeAcceptances(const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
