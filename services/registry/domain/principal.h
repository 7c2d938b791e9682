// Principals: names that a certificate or a token proves, to which roles are granted.
#pragma once

#include <string>
#include <string_view>

namespace cobuild::registry {

// Its id is "<kind>/<name>", as "person/li.si".
struct Principal {
  static constexpr std::string_view kKind = "principal";
  static constexpr std::string_view kNamePattern = "principals/{}/{}";

  std::string display_name;  // the office or the system: nothing personal

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
  }
  bool operator==(const Principal&) const = default;
};

}  // namespace cobuild::registry
