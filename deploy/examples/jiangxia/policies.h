// The twelve support policies (扶持、惠农政策).
#pragma once

#include <string>
#include <vector>

#include "common/base/time.h"

namespace cobuild::jiangxia {

enum class PolicyGroup { kCrops, kForestryAndFruit, kAquaculture };

struct SupportPolicy {
  std::string id;
  std::string display_name;
  PolicyGroup group;
  base::Date adopted;

  bool operator==(const SupportPolicy&) const = default;
};

// The same for every seed: the number and the groups are the report's, names and days are invented.
std::vector<SupportPolicy> MakePolicies();

}  // namespace cobuild::jiangxia
