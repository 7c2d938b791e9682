// Acceptances of villages (检查验收): who accepted what, and with which result.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

enum class AcceptanceLevel {
  kVillage = 1,
  kTownship,
  kDistrict,
  kMunicipal,
};

enum class AcceptanceResult { kPassed = 1, kFailed };

struct VillageAcceptance {
  static constexpr std::string_view kKind = "acceptance";
  static constexpr std::string_view kNamePattern = "villages/{}/acceptances/{}";

  std::string village_code;
  std::string subject;  // an id: what was accepted
  AcceptanceLevel level = AcceptanceLevel::kVillage;
  AcceptanceResult result = AcceptanceResult::kFailed;
  base::Date acceptance_date;
  std::string evidence;
  DataOrigin data_origin = DataOrigin::kRecorded;

  // It is looked up by its village.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village_code);
    visit("subject", self.subject);
    visit("level", self.level);
    visit("result", self.result);
    visit("acceptance_date", self.acceptance_date);
    visit("evidence", self.evidence);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const VillageAcceptance&) const = default;
};

}  // namespace cobuild::registry
