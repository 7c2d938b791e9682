// A perimeter (口径): a named set of villages by rule, so that a figure can say what it is computed
// on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/division.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

struct Perimeter {
  static constexpr std::string_view kKind = "perimeter";
  static constexpr std::string_view kNamePattern = "perimeters/{}";

  std::string display_name;
  std::vector<std::string> include_prefixes;  // of codes, 2 to 12 digits; at least one
  std::vector<std::string> exclude_prefixes;
  std::vector<Kind> kinds;                    // empty: all
  std::vector<std::string> include_villages;  // codes; no code is in both lists
  std::vector<std::string> exclude_villages;
  std::string basis;
  DataOrigin data_origin = DataOrigin::kRecorded;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("include_prefixes", self.include_prefixes);
    visit("exclude_prefixes", self.exclude_prefixes);
    visit("kinds", self.kinds);
    visit("include_villages", self.include_villages);
    visit("exclude_villages", self.exclude_villages);
    visit("basis", self.basis);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Perimeter&) const = default;
};

// Whether a village belongs: an exception decides first; then its code starts with an included
// prefix and with no excluded one, and its kind is listed.
bool Contains(const Perimeter& perimeter, std::string_view village_code);

}  // namespace cobuild::registry
