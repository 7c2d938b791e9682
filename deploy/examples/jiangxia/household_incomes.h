// Per-capita net income of the farmers of a village (农民人均纯收入).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

struct HouseholdIncome {
  std::string village;  // code
  int year;
  money::Fen per_capita;
  int64_t residents;  // for a mean weighted by them

  bool operator==(const HouseholdIncome&) const = default;
};

// 2011, every village, in order of code. Each old-revolutionary-base village is strictly above
// 8,000.00 yuan; others may be below.
std::vector<HouseholdIncome> MakeHouseholdIncomes(uint64_t seed, const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
