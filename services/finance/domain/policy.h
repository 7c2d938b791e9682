// Support policies (扶持政策): who is helped, by which standard. They move no money.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.h"
#include "services/finance/domain/income.h"

namespace cobuild::finance {

enum class PolicyGroup { kCrops = 1, kForestryAndFruit = 2, kAquaculture = 3, kOther = 4 };

struct Policy {
  static constexpr std::string_view kKind = "policy";
  static constexpr std::string_view kNamePattern = "policies/{}";

  std::string display_name;
  PolicyGroup group = PolicyGroup::kCrops;
  std::string standard;
  std::string subsidy_rule;
  DataOrigin origin = DataOrigin::kRecorded;
  // Set by its adoption.
  std::optional<base::Date> adopted_date;
  std::string document;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("group", self.group);
    visit("standard", self.standard);
    visit("subsidy_rule", self.subsidy_rule);
    visit("origin", self.origin);
    visit("adopted_date", self.adopted_date);
    visit("document", self.document);
  }
  bool operator==(const Policy&) const = default;
};

}  // namespace cobuild::finance
