// Organizations: the units that are paired with villages, and their like.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/village.h"

namespace cobuild::registry {

enum class OrganizationKind {
  kMunicipalUnit = 1,  // 市直单位
  kDistrictUnit,       // 区直单位
  kEnterprise,         // 企业
  kOther,              // 其他
};

struct Organization {
  static constexpr std::string_view kKind = "organization";
  static constexpr std::string_view kNamePattern = "organizations/{}";

  std::string display_name;
  OrganizationKind kind = OrganizationKind::kOther;
  std::string division_code;  // 12 digits: where it belongs; "" when nowhere in particular
  DataOrigin data_origin = DataOrigin::kRecorded;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("kind", self.kind);
    visit("division", self.division_code);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Organization&) const = default;
};

}  // namespace cobuild::registry
