#include "deploy/examples/jiangxia/generator.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "deploy/examples/jiangxia/random.h"
#include "deploy/examples/jiangxia/split.h"

namespace cobuild::jiangxia {
namespace {

using finance::v1::IncomeCategory;
using money::Fen;
using registry::v1::VillageCategory;

constexpr int64_t kYuan = 100;  // fen

// What the report says, in fen.
constexpr int64_t kTotal2009 = 33'340'000 * kYuan;
constexpr int64_t kTotal2011 = 87'890'000 * kYuan;
constexpr int64_t kHollowTotal2011 = 3'620'000 * kYuan;
constexpr int64_t kThreshold = 50'000 * kYuan;  // a village below it is hollow

// What we assume where the report is silent.
constexpr int64_t kOldBaseTotal2011 = 410'000 * kYuan;
constexpr int64_t kComfortable = 80'000 * kYuan;
constexpr int kComfortableHollowVillages = 6;  // of the hollow ones: above kComfortable in 2011

constexpr int kWeakOrganisation = 2;
constexpr int kPoorEnvironment = 3;
constexpr int kOldBase = 5;
constexpr int kHollow = 51;

struct Village {
  std::string code;
  VillageCategory category = VillageCategory::VILLAGE_CATEGORY_UNSPECIFIED;
  std::array<int64_t, 3> income = {};  // fen in 2009, 2010, 2011
};

// Ranges of one shuffled list, so that the groups are disjoint.
struct Groups {
  std::vector<Village*> hollow;
  std::vector<Village*> old_base;
  Village* at_threshold = nullptr;  // exactly 50,000.00 in 2011: "above or at" must include it
  std::vector<Village*> others;     // weak organisation and poor environment among them
};

Groups Divide(Random& random, std::vector<Village>& villages) {
  std::vector<Village*> shuffled;
  for (Village& village : villages) shuffled.push_back(&village);
  random.Shuffle(shuffled);
  auto next = shuffled.begin();
  const auto take = [&next](int count, VillageCategory category) {
    std::vector<Village*> taken(next, next + count);
    next += count;
    for (Village* village : taken) village->category = category;
    return taken;
  };
  Groups groups;
  groups.hollow = take(kHollow, VillageCategory::HOLLOW_ECONOMY);
  groups.old_base = take(kOldBase, VillageCategory::OLD_REVOLUTIONARY_BASE);
  groups.others = take(kWeakOrganisation, VillageCategory::WEAK_ORGANISATION);
  std::ranges::copy(take(kPoorEnvironment, VillageCategory::POOR_ENVIRONMENT),
                    std::back_inserter(groups.others));
  groups.at_threshold = *next++;
  groups.others.insert(groups.others.end(), next, shuffled.end());
  return groups;
}

// Returns the group's total of 2009.
int64_t FillBelowThreshold2009(Random& random, const std::vector<Village*>& group) {
  int64_t total = 0;
  for (Village* village : group) {
    village->income[0] = random.Between(3'000 * kYuan, kThreshold - 1);
    total += village->income[0];
  }
  return total;
}

void FillHollow2011(Random& random, const std::vector<Village*>& hollow) {
  std::vector<int64_t> floors(hollow.size(), kThreshold + 1);
  std::fill_n(floors.begin(), kComfortableHollowVillages, kComfortable + 1);
  const auto incomes = SplitAbove(kHollowTotal2011, floors, DrawWeights(random, hollow.size()));
  for (size_t i = 0; i < hollow.size(); ++i) hollow[i]->income[2] = incomes[i];
}

void FillOldBase2011(Random& random, const std::vector<Village*>& old_base) {
  const std::vector<int64_t> floors(old_base.size(), kThreshold + 1);
  const auto incomes = SplitAbove(kOldBaseTotal2011, floors, DrawWeights(random, old_base.size()));
  for (size_t i = 0; i < old_base.size(); ++i) old_base[i]->income[2] = incomes[i];
}

// The villages that were never hollow take what the other groups leave of both totals.
void FillOthers(Random& random, const std::vector<Village*>& others, int64_t total_2009,
                int64_t total_2011) {
  const std::vector<int64_t> floors(others.size(), kThreshold + 1);
  std::vector<int64_t> weights = DrawWeights(random, others.size());
  const auto incomes_2009 = SplitAbove(total_2009, floors, weights);
  for (int64_t& weight : weights) weight *= random.Between(60, 140);
  const auto incomes_2011 = SplitAbove(total_2011, floors, weights);
  for (size_t i = 0; i < others.size(); ++i) {
    others[i]->income[0] = incomes_2009[i];
    others[i]->income[2] = incomes_2011[i];
  }
}

// A part of the way from 2009 to 2011, another one for each village.
void Fill2010(Random& random, std::vector<Village>& villages) {
  for (Village& village : villages) {
    const int64_t change = village.income[2] - village.income[0];
    village.income[1] = village.income[0] + change * random.Between(30, 60) / 100;
  }
}

void FillIncomes(Random& random, std::vector<Village>& villages, const Groups& groups) {
  int64_t total_2009 = FillBelowThreshold2009(random, groups.hollow);
  total_2009 += FillBelowThreshold2009(random, groups.old_base);
  FillHollow2011(random, groups.hollow);
  FillOldBase2011(random, groups.old_base);
  groups.at_threshold->income[0] = random.Between(kThreshold, 60'000 * kYuan);
  groups.at_threshold->income[2] = kThreshold;
  total_2009 += groups.at_threshold->income[0];
  FillOthers(random, groups.others, kTotal2009 - total_2009,
             kTotal2011 - kHollowTotal2011 - kOldBaseTotal2011 - kThreshold);
  Fill2010(random, villages);
}

// A hollow village has one record a year, so that one correction moves the whole village.
std::vector<Income> Records(Random& random, const Village& village) {
  std::vector<IncomeCategory> categories = {
      IncomeCategory::OPERATING_INCOME, IncomeCategory::CONTRACT_AND_REMITTANCE,
      IncomeCategory::INVESTMENT_INCOME, IncomeCategory::SUBSIDY_INCOME,
      IncomeCategory::OTHER_INCOME};
  random.Shuffle(categories);
  const bool hollow = village.category == VillageCategory::HOLLOW_ECONOMY;
  categories.resize(hollow ? 1 : static_cast<size_t>(random.Between(1, 4)));
  std::ranges::sort(categories);
  std::vector<Income> records;
  for (int i = 0; i < 3; ++i) {
    std::vector<int64_t> weights;
    for (size_t j = 0; j < categories.size(); ++j) weights.push_back(random.Between(10, 100));
    const auto parts = money::Share(Fen{village.income[static_cast<size_t>(i)]}, weights);
    for (size_t j = 0; j < categories.size(); ++j) {
      records.push_back({village.code, 2009 + i, categories[j], parts[j]});
    }
  }
  return records;
}

}  // namespace

Facts Generate(uint64_t seed, const std::vector<std::string>& village_codes) {
  Random random(seed);
  std::vector<Village> villages;
  for (const std::string& code : village_codes) villages.push_back({code});
  FillIncomes(random, villages, Divide(random, villages));
  Facts facts;
  for (const Village& village : villages) {
    if (village.category != VillageCategory::VILLAGE_CATEGORY_UNSPECIFIED) {
      facts.episodes.push_back({village.code, village.category});
    }
    std::ranges::copy(Records(random, village), std::back_inserter(facts.incomes));
  }
  return facts;
}

}  // namespace cobuild::jiangxia
