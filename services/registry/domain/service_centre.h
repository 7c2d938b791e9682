// Service centres of villages (党员群众服务中心).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

// 五位一体: what a centre serves.
enum class CentreFunction {
  kPartyAffairs = 1,  // 党务
  kVillageAffairs,    // 村务
  kResidentServices,  // 服务
  kCommerce,          // 商务
  kGeneralAffairs,    // 事务
};

struct ServiceCentre {
  static constexpr std::string_view kKind = "service_centre";
  static constexpr std::string_view kNamePattern = "serviceCentres/{}";

  std::string village_code;
  std::string display_name;
  base::Date in_use_since;
  std::optional<base::Date> in_use_until;  // first day no longer in use; nullopt while it is
  std::vector<CentreFunction> functions;   // each once
  int64_t floor_area_dm2 = 0;              // square decimetres; 0: not known
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool IsInUseOn(const base::Date& day) const {
    return in_use_since <= day && (!in_use_until || day < *in_use_until);
  }
  // It is looked up by its village.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village_code);
    visit("display_name", self.display_name);
    visit("in_use_since", self.in_use_since);
    visit("in_use_until", self.in_use_until);
    visit("functions", self.functions);
    visit("floor_area_dm2", self.floor_area_dm2);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const ServiceCentre&) const = default;
};

}  // namespace cobuild::registry
