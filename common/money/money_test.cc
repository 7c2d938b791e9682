#include "common/money/money.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>

namespace cobuild::money {
namespace {

__extension__ typedef __int128 Int128;  // not in ISO C++

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

TEST(Add, Overflow_IsNothing) {
  EXPECT_EQ(Add({1}, {2}), Fen{3});
  EXPECT_EQ(Add({kMax}, {kMin}), Fen{-1});
  EXPECT_EQ(Add({kMax - 1}, {1}), Fen{kMax});
  EXPECT_EQ(Add({kMax}, {1}), std::nullopt);
  EXPECT_EQ(Add({kMin}, {-1}), std::nullopt);
}

TEST(Subtract, Overflow_IsNothing) {
  EXPECT_EQ(Subtract({1}, {2}), Fen{-1});
  EXPECT_EQ(Subtract({kMin + 1}, {1}), Fen{kMin});
  EXPECT_EQ(Subtract({kMin}, {1}), std::nullopt);
  EXPECT_EQ(Subtract({kMax}, {-1}), std::nullopt);
  EXPECT_EQ(Subtract({0}, {kMin}), std::nullopt);
}

TEST(MaxAmount, AThousandOfThemFit) {
  Fen sum;
  for (int i = 0; i < 1'000; ++i) {
    const auto next = Add(sum, kMaxAmount);
    ASSERT_TRUE(next) << i;
    sum = *next;
  }
}

TEST(FromUnitsAndNanos, WholeFen_IsRead) {
  EXPECT_EQ(FromUnitsAndNanos(0, 0), Fen{0});
  EXPECT_EQ(FromUnitsAndNanos(49'000, 0), Fen{4'900'000});
  EXPECT_EQ(FromUnitsAndNanos(1, 10'000'000), Fen{101});
  EXPECT_EQ(FromUnitsAndNanos(0, 990'000'000), Fen{99});
  EXPECT_EQ(FromUnitsAndNanos(-1, -750'000'000), Fen{-175});
  EXPECT_EQ(FromUnitsAndNanos(0, -10'000'000), Fen{-1});
}

TEST(FromUnitsAndNanos, FinerThanAFen_IsNothing) {
  EXPECT_EQ(FromUnitsAndNanos(1, 1), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(1, 5'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(1, 10'000'001), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(-1, -9'999'999), std::nullopt);
}

TEST(FromUnitsAndNanos, PartsOfOtherSigns_IsNothing) {
  EXPECT_EQ(FromUnitsAndNanos(1, -10'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(-1, 10'000'000), std::nullopt);
}

TEST(FromUnitsAndNanos, NanosOfAUnitOrMore_IsNothing) {
  EXPECT_EQ(FromUnitsAndNanos(0, 1'000'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(0, -1'000'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(0, std::numeric_limits<int32_t>::min()), std::nullopt);
}

TEST(FromUnitsAndNanos, Overflow_IsNothing) {
  EXPECT_EQ(FromUnitsAndNanos(kMax / 100, 70'000'000), Fen{kMax});
  EXPECT_EQ(FromUnitsAndNanos(kMax / 100, 80'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(kMin / 100, -80'000'000), Fen{kMin});
  EXPECT_EQ(FromUnitsAndNanos(kMin / 100, -90'000'000), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(kMax, 0), std::nullopt);
  EXPECT_EQ(FromUnitsAndNanos(kMin, 0), std::nullopt);
}

TEST(Parse, YuanWithUpToTwoDecimals_IsRead) {
  EXPECT_EQ(Parse("49000.00"), Fen{4'900'000});
  EXPECT_EQ(Parse("49000"), Fen{4'900'000});
  EXPECT_EQ(Parse("0.5"), Fen{50});
  EXPECT_EQ(Parse("0.05"), Fen{5});
  EXPECT_EQ(Parse("-0.05"), Fen{-5});
  EXPECT_EQ(Parse("-12.34"), Fen{-1'234});
  EXPECT_EQ(Parse("007.10"), Fen{710});
  EXPECT_EQ(Parse("-0"), Fen{0});
}

TEST(Parse, OtherForms_AreNothing) {
  for (const char* text :
       {"",      "-",  ".",  "1.",  ".5",   "-.5", "1.234", "1.2.3", "--1",  "+1", "1-",
        "1,000", "1 ", " 1", "1e3", "0x10", "１",  "¥1",    "1.2x",  "1.-2", "NaN"}) {
    EXPECT_EQ(Parse(text), std::nullopt) << text;
  }
}

TEST(Parse, Limits_AreReadAndWhatIsBeyondIsNot) {
  EXPECT_EQ(Parse("92233720368547758.07"), Fen{kMax});
  EXPECT_EQ(Parse("92233720368547758.08"), std::nullopt);
  EXPECT_EQ(Parse("-92233720368547758.08"), Fen{kMin});
  EXPECT_EQ(Parse("-92233720368547758.09"), std::nullopt);
  EXPECT_EQ(Parse("92233720368547760"), std::nullopt);
  EXPECT_EQ(Parse(std::string(100, '9')), std::nullopt);
}

TEST(Format, AlwaysTwoDecimals) {
  EXPECT_EQ(Format({0}), "0.00");
  EXPECT_EQ(Format({5}), "0.05");
  EXPECT_EQ(Format({-5}), "-0.05");
  EXPECT_EQ(Format({4'900'000}), "49000.00");
  EXPECT_EQ(Format({kMin}), "-92233720368547758.08");
  EXPECT_EQ(Format({kMax}), "92233720368547758.07");
}

TEST(Fen, AnyAmount_RoundTripsThroughTextAndParts) {
  const uint64_t seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    // Amounts of every length.
    const Fen amount{static_cast<int64_t>(random()) >> (i % 63)};
    ASSERT_EQ(Parse(Format(amount)), amount) << amount.value;
    ASSERT_EQ(FromUnitsAndNanos(Units(amount), Nanos(amount)), amount) << amount.value;
  }
  for (const int64_t value : {kMin, kMin + 1, int64_t{-100}, int64_t{-99}, kMax - 1, kMax}) {
    ASSERT_EQ(Parse(Format({value})), Fen{value});
    ASSERT_EQ(FromUnitsAndNanos(Units({value}), Nanos({value})), Fen{value});
  }
}

TEST(Share, LargestRemaindersGetTheRest) {
  EXPECT_EQ(Share({100}, {1, 1, 1}), (std::vector<Fen>{{34}, {33}, {33}}));
  // 16.66.., 33.33.., 50: the first has the largest remainder.
  EXPECT_EQ(Share({100}, {1, 2, 3}), (std::vector<Fen>{{17}, {33}, {50}}));
  EXPECT_EQ(Share({2}, {1, 1, 1}), (std::vector<Fen>{{1}, {1}, {0}}));
}

TEST(Share, NoWeight_GetsNothing) {
  EXPECT_EQ(Share({101}, {0, 1, 0, 1}), (std::vector<Fen>{{0}, {51}, {0}, {50}}));
  EXPECT_EQ(Share({0}, {3, 4}), (std::vector<Fen>{{0}, {0}}));
  EXPECT_EQ(Share({7}, {9}), (std::vector<Fen>{{7}}));
}

TEST(Share, LargestTotalAndWeights_DoNotOverflow) {
  EXPECT_EQ(Share({kMax}, {kMax, kMax}), (std::vector<Fen>{{kMax / 2 + 1}, {kMax / 2}}));
}

TEST(Share, AnyTotalAndWeights_SumsToTotalAndStaysNearQuota) {
  const uint64_t seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 5'000; ++round) {
    const Fen total{static_cast<int64_t>(random() >> (1 + random() % 62))};
    std::vector<int64_t> weights(1 + random() % 20);
    for (int64_t& weight : weights) weight = static_cast<int64_t>(random() % 1'000);
    weights[random() % weights.size()] += 1;
    const Int128 sum = std::accumulate(weights.begin(), weights.end(), int64_t{0});

    const std::vector<Fen> parts = Share(total, weights);
    ASSERT_EQ(parts.size(), weights.size());
    int64_t given = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
      given += parts[i].value;
      // Less than a fen from the exact quota: |part * sum - total * weight| < sum.
      const Int128 off = Int128{parts[i].value} * sum - Int128{total.value} * weights[i];
      ASSERT_TRUE(-sum < off && off < sum) << "part " << i;
    }
    ASSERT_EQ(given, total.value);
  }
}

}  // namespace
}  // namespace cobuild::money
