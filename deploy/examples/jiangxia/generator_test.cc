#include "deploy/examples/jiangxia/generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "deploy/examples/jiangxia/programme.h"

namespace cobuild::jiangxia {
namespace {

using finance::v1::IncomeCategory;
using money::Fen;
using registry::v1::VillageCategory;

constexpr uint64_t kSeeds = 200;
constexpr int64_t kThreshold = 5'000'000;  // fen

// What a seed's facts come to, by village and year.
struct Totals {
  std::map<std::string, VillageCategory> category;
  std::map<int, std::map<std::string, int64_t>> income;  // fen by year and village
  std::map<std::string, std::map<int, int>> records;     // by village and year

  explicit Totals(const Facts& facts) {
    for (const Episode& episode : facts.episodes) {
      category[episode.village_code] = episode.category;
    }
    for (const Income& record : facts.incomes) {
      income[record.year][record.village_code] += record.amount.value;
      ++records[record.village_code][record.year];
    }
  }

  int64_t Sum(int year) const {
    int64_t sum = 0;
    for (const auto& [village, fen] : income.at(year)) sum += fen;
    return sum;
  }

  std::map<std::string, int64_t> Of(VillageCategory wanted, int year) const {
    std::map<std::string, int64_t> found;
    for (const auto& [village, held] : category) {
      if (held == wanted) found[village] = income.at(year).at(village);
    }
    return found;
  }
};

class GeneratorProperty : public testing::Test {
 protected:
  // Runs `check` on every seed's facts; failures name the seed.
  template <class Check>
  void ForEverySeed(Check check) {
    for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
      SCOPED_TRACE(testing::Message() << "seed " << seed);
      check(Generate(seed, codes_));
      if (HasFailure()) return;
    }
  }

  const std::vector<std::string> codes_ = CodesOf(ReadProgramme()->villages);
};

TEST_F(GeneratorProperty, Episodes_AnySeed_AreSixtyOneDisjointVillagesOfTheProgramme) {
  ForEverySeed([&](const Facts& facts) {
    std::map<VillageCategory, int> counts;
    std::set<std::string> villages;
    for (const Episode& episode : facts.episodes) {
      ++counts[episode.category];
      villages.insert(episode.village_code);
      EXPECT_TRUE(std::ranges::binary_search(codes_, episode.village_code));
    }
    EXPECT_EQ(villages.size(), 61U);
    EXPECT_EQ(counts[VillageCategory::WEAK_ORGANISATION], 2);
    EXPECT_EQ(counts[VillageCategory::POOR_ENVIRONMENT], 3);
    EXPECT_EQ(counts[VillageCategory::OLD_REVOLUTIONARY_BASE], 5);
    EXPECT_EQ(counts[VillageCategory::HOLLOW_ECONOMY], 51);
  });
}

TEST_F(GeneratorProperty, YearlyTotals_AnySeed_AreTheReports) {
  ForEverySeed([&](const Facts& facts) {
    const Totals totals(facts);
    EXPECT_EQ(totals.Sum(2009), 3'334'000'000);
    EXPECT_EQ(totals.Sum(2011), 8'789'000'000);
    EXPECT_GT(totals.Sum(2010), totals.Sum(2009));
    EXPECT_LT(totals.Sum(2010), totals.Sum(2011));
    for (const int year : {2009, 2010, 2011}) {
      EXPECT_EQ(totals.income.at(year).size(), kProgrammeVillages);
    }
  });
}

TEST_F(GeneratorProperty, HollowVillages_AnySeed_SumToTheReportAndAllPassTheThreshold) {
  ForEverySeed([&](const Facts& facts) {
    const Totals totals(facts);
    int64_t sum = 0;
    int comfortable = 0;
    for (const auto& [village, fen] : totals.Of(VillageCategory::HOLLOW_ECONOMY, 2011)) {
      sum += fen;
      EXPECT_GT(fen, kThreshold) << village;
      if (fen > 8'000'000) ++comfortable;
    }
    EXPECT_EQ(sum, 362'000'000);
    EXPECT_GE(comfortable, 6);
    for (const auto& [village, fen] : totals.Of(VillageCategory::HOLLOW_ECONOMY, 2009)) {
      EXPECT_LT(fen, kThreshold) << village;
    }
  });
}

TEST_F(GeneratorProperty, OldBaseVillages_AnySeed_AllPassTheThreshold) {
  ForEverySeed([&](const Facts& facts) {
    for (const auto& [village, fen] :
         Totals(facts).Of(VillageCategory::OLD_REVOLUTIONARY_BASE, 2011)) {
      EXPECT_GT(fen, kThreshold) << village;
    }
  });
}

TEST_F(GeneratorProperty, EveryVillage2011_AnySeed_ReachesTheThresholdAndOneOrdinaryMeetsIt) {
  ForEverySeed([&](const Facts& facts) {
    const Totals totals(facts);
    std::vector<std::string> at_threshold;
    for (const auto& [village, fen] : totals.income.at(2011)) {
      EXPECT_GE(fen, kThreshold) << village;
      if (fen == kThreshold) at_threshold.push_back(village);
    }
    ASSERT_EQ(at_threshold.size(), 1U);
    EXPECT_EQ(totals.category.count(at_threshold.front()), 0U);
  });
}

TEST_F(GeneratorProperty, Year2010_AnySeed_LiesBetweenItsNeighbours) {
  ForEverySeed([&](const Facts& facts) {
    const Totals totals(facts);
    for (const auto& [village, fen] : totals.income.at(2010)) {
      const auto [low, high] =
          std::minmax({totals.income.at(2009).at(village), totals.income.at(2011).at(village)});
      EXPECT_GE(fen, low) << village;
      EXPECT_LE(fen, high) << village;
    }
  });
}

TEST_F(GeneratorProperty, Records_AnySeed_ArePositiveAndOneToFourAVillageAndYear) {
  ForEverySeed([&](const Facts& facts) {
    std::set<std::tuple<std::string, int, IncomeCategory>> seen;
    for (const Income& income : facts.incomes) {
      EXPECT_GT(income.amount, Fen{0});
      EXPECT_TRUE(seen.insert({income.village_code, income.year, income.category}).second);
    }
    const Totals totals(facts);
    for (const auto& [village, years] : totals.records) {
      const auto category = totals.category.find(village);
      const bool hollow =
          category != totals.category.end() && category->second == VillageCategory::HOLLOW_ECONOMY;
      for (const auto& [year, count] : years) {
        EXPECT_GE(count, 1);
        EXPECT_LE(count, hollow ? 1 : 4) << village << " " << year;
      }
    }
  });
}

TEST_F(GeneratorProperty, Amounts_AnySeed_AreMostlyNotWholeYuan) {
  ForEverySeed([&](const Facts& facts) {
    const auto whole = std::ranges::count_if(
        facts.incomes, [](const Income& income) { return income.amount.value % 100 == 0; });
    EXPECT_LT(whole * 10, static_cast<int64_t>(facts.incomes.size()));
  });
}

// One line a fact, so that two outcomes compare as text.
std::string Print(const Facts& facts) {
  std::string text;
  for (const Episode& episode : facts.episodes) {
    text += episode.village_code + " " + std::to_string(episode.category) + "\n";
  }
  for (const Income& income : facts.incomes) {
    text += income.village_code + " " + std::to_string(income.year) + " " +
            std::to_string(income.category) + " " + money::Format(income.amount) + "\n";
  }
  return text;
}

TEST_F(GeneratorProperty, Generate_SameSeed_GivesTheSameFacts) {
  EXPECT_EQ(Print(Generate(7, codes_)), Print(Generate(7, codes_)));
}

TEST_F(GeneratorProperty, Generate_OtherSeed_GivesOtherFacts) {
  EXPECT_NE(Print(Generate(1, codes_)), Print(Generate(2, codes_)));
}

}  // namespace
}  // namespace cobuild::jiangxia
