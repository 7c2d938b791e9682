// Pairings (结对): which partner unit supports which village, from when to when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

struct Pairing {
  static constexpr std::string_view kKind = "pairing";
  static constexpr std::string_view kNamePattern = "pairings/{}";

  std::string village_code;
  std::string organization;  // id
  base::Date start_date;
  std::optional<base::Date> end_date;  // first day no longer paired; nullopt while it lasts
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool LastsOn(const base::Date& day) const {
    return start_date <= day && (!end_date || day < *end_date);
  }
  // It is looked up by its village and by its organization.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village_code);
    visit("organization", self.organization);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Pairing&) const = default;
};

}  // namespace cobuild::registry
