// Campaigns (专项活动): named, dated drives to which projects, funds and activities are tagged.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

struct Campaign {
  static constexpr std::string_view kKind = "campaign";
  static constexpr std::string_view kNamePattern = "campaigns/{}";

  std::string display_name;
  std::string purpose;
  base::Date start_date;
  std::optional<base::Date> end_date;  // first day after it; nullopt while it lasts
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool LastsOn(const base::Date& day) const {
    return start_date <= day && (!end_date || day < *end_date);
  }

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("purpose", self.purpose);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Campaign&) const = default;
};

}  // namespace cobuild::registry
