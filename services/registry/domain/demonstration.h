// Demonstration belts and sites (示范带、示范点), and who came to see them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

enum class DemonstrationKind {
  kBelt = 1,  // 示范带
  kSite,      // 示范点
};

struct Demonstration {
  static constexpr std::string_view kKind = "demonstration";
  static constexpr std::string_view kNamePattern = "demonstrations/{}";

  std::string display_name;
  DemonstrationKind kind = DemonstrationKind::kBelt;
  std::vector<std::string> village_codes;  // at least one, each once
  std::vector<std::string> leading_codes;  // each once and one of them
  base::Date start_date;
  std::optional<base::Date> end_date;  // first day that it is no longer one
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool LastsOn(const base::Date& day) const {
    return start_date <= day && (!end_date || day < *end_date);
  }
  bool Holds(std::string_view village_code) const;
  // It is looked up by its villages.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("kind", self.kind);
    visit("villages", self.village_codes);
    visit("leading_villages", self.leading_codes);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Demonstration&) const = default;
};

enum class DemonstrationEventKind {
  kVisit = 1,      // 参观
  kOnSiteMeeting,  // 现场会
};

struct DemonstrationEvent {
  static constexpr std::string_view kKind = "demonstration_event";
  static constexpr std::string_view kNamePattern = "demonstrations/{}/events/{}";

  std::string demonstration;  // id
  DemonstrationEventKind kind = DemonstrationEventKind::kVisit;
  base::Date event_date;
  std::string visitor;   // a body, never a person
  int participants = 0;  // 0: not counted
  DataOrigin data_origin = DataOrigin::kRecorded;

  // It is looked up by its demonstration.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("demonstration", self.demonstration);
    visit("kind", self.kind);
    visit("event_date", self.event_date);
    visit("visitor", self.visitor);
    visit("participants", self.participants);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const DemonstrationEvent&) const = default;
};

}  // namespace cobuild::registry
