#include "deploy/examples/jiangxia/household_incomes.h"

#include <algorithm>

#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr int kYear = 2011;
constexpr int64_t kThreshold = 800'000;  // fen
constexpr int64_t kLowest = 600'000;
constexpr int64_t kHighest = 1'400'000;
constexpr int64_t kHighestOfOldBase = 950'000;

}  // namespace

std::vector<HouseholdIncome> MakeHouseholdIncomes(uint64_t seed, const Cohorts& cohorts) {
  Random random(seed, Topic::kHouseholds);
  std::vector<HouseholdIncome> incomes;
  for (const Place& village : cohorts.villages) {
    const bool old_base =
        std::ranges::find(cohorts.old_base, village.code, &Place::code) != cohorts.old_base.end();
    const int64_t fen = old_base ? random.Between(kThreshold + 1, kHighestOfOldBase)
                                 : random.Between(kLowest, kHighest);
    incomes.push_back({village.code, kYear, money::Fen{fen}, random.Between(600, 3'500)});
  }
  return incomes;
}

}  // namespace cobuild::jiangxia
