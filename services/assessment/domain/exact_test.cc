#include "services/assessment/domain/exact.h"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

namespace cobuild::assessment {
namespace {

using Integer = boost::multiprecision::cpp_int;

Integer Power(const Integer& base, int exponent) {
  return boost::multiprecision::pow(base, static_cast<unsigned>(exponent));
}

// The digits of a decimal with `places` behind its point, as an integer.
Integer Units(const std::string& decimal, int places) {
  const auto parsed = ParseDecimal(decimal);
  EXPECT_TRUE(parsed.has_value()) << decimal;
  return Integer(parsed->units) * Power(10, places - parsed->places);
}

class ExactProperty : public ::testing::Test {
 protected:
  int64_t Between(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937_64 random_{seed_};
  const ::testing::ScopedTrace trace_{__FILE__, __LINE__, "seed " + std::to_string(seed_)};
};

TEST(ParseDecimal, WellFormed_GivesUnitsAndPlaces) {
  EXPECT_EQ(ParseDecimal("3620000.00"), (Decimal{362000000, 2}));
  EXPECT_EQ(ParseDecimal("61"), (Decimal{61, 0}));
  EXPECT_EQ(ParseDecimal("0.62"), (Decimal{62, 2}));
  EXPECT_EQ(ParseDecimal("-0.05"), (Decimal{-5, 2}));
  EXPECT_EQ(ParseDecimal("0.000000000001"), (Decimal{1, 12}));
}

TEST(ParseDecimal, Malformed_GivesNothing) {
  for (const char* text : {"", "-", ".", "1.", ".5", "+1", "1,000", "1e3", " 1", "1 ", "--1",
                           "1.-5", "0.0000000000001", "9223372036854775808"}) {
    EXPECT_EQ(ParseDecimal(text), std::nullopt) << text;
  }
}

TEST(ToDecimal, ValueThatEnds_HasEveryDigitAndTheLeast) {
  EXPECT_EQ(ToDecimal({362000000, 100}, 2), "3620000.00");
  EXPECT_EQ(ToDecimal({1, 8}, 2), "0.125");
  EXPECT_EQ(ToDecimal({61, 1}, 0), "61");
  EXPECT_EQ(ToDecimal({-1, 100}, 2), "-0.01");
  EXPECT_EQ(ToDecimal({0, 100}, 2), "0.00");
}

TEST(ToDecimal, ValueThatDoesNotEnd_IsCutAfterTwelvePlaces) {
  EXPECT_EQ(ToDecimal({362000000, 5100}, 2), "70980.392156862745");
  EXPECT_EQ(ToDecimal({2, 3}, 0), "0.666666666666");
  // Zeros at the end are digits of such a value and stay.
  EXPECT_EQ(ToDecimal({1'000'000'000'000'000'003, 3'000'000'000'000'000'000}, 0), "0.333333333333");
  EXPECT_EQ(ToDecimal({1'000'000'000'000'001, 10'000'000'000'000'000}, 0), "0.100000000000");
}

TEST(ToDecimal, Growth_IsTheRootLessOne) {
  EXPECT_EQ(ToDecimal({8789, 3334, 2, -1}, 0), "0.623629503749");
  EXPECT_EQ(ToDecimal({9, 4, 2, -1}, 0), "0.5");
  EXPECT_EQ(ToDecimal({1, 8, 3, -1}, 0), "-0.5");
  EXPECT_EQ(ToDecimal({5, 5, 7, -1}, 0), "0");
  EXPECT_EQ(ToDecimal({0, 5, 2, -1}, 0), "-1");
}

TEST(ToDecimal, LargestGrowth_Fits) {
  EXPECT_EQ(ToDecimal({INT64_MAX, 1, 1, -1}, 0), "9223372036854775806");
  EXPECT_EQ(ToDecimal({INT64_MAX, 1, 122, -1}, 0).substr(0, 8), "0.430375");
}

TEST(RoundedDecimal, Half_GoesUp) {
  EXPECT_EQ(RoundedDecimal({70500, 1}, {1000, 0}), "71000");
  EXPECT_EQ(RoundedDecimal({7049999, 100}, {1000, 0}), "70000");
  EXPECT_EQ(RoundedDecimal({-70500, 1}, {1000, 0}), "-70000");
  EXPECT_EQ(RoundedDecimal({2608225, 1000000, 2, -1}, {1, 2}), "0.62");
  EXPECT_EQ(RoundedDecimal({2608224, 1000000, 2, -1}, {1, 2}), "0.61");
}

TEST(Compare, WithoutStep_IsExact) {
  EXPECT_TRUE(Compare({5000000, 100}, {5000000, 2}) == 0);
  EXPECT_TRUE(Compare({5000001, 100}, {5000000, 2}) > 0);
  EXPECT_TRUE(Compare({4999999, 100}, {50000, 0}) < 0);
  EXPECT_TRUE(Compare({1, 3}, {333333333333, 12}) > 0);
  EXPECT_TRUE(Compare({9, 4, 2, -1}, {5, 1}) == 0);
  EXPECT_TRUE(Compare({9, 4, 2, -1}, {-2, 0}) > 0);
}

TEST(Compare, WithStep_ComparesWhatIsRounded) {
  EXPECT_TRUE(Compare({362000000, 5100}, {7100000, 2}, Decimal{1000, 0}) == 0);
  EXPECT_TRUE(Compare({70499, 1}, {7100000, 2}, Decimal{1000, 0}) < 0);
  EXPECT_TRUE(Compare({71500, 1}, {7100000, 2}, Decimal{1000, 0}) > 0);
}

TEST(ShiftPoint, MovesThePointAndDropsZeros) {
  EXPECT_EQ(ShiftPoint("3620000.00", -4), "362");
  EXPECT_EQ(ShiftPoint("71000", -4), "7.1");
  EXPECT_EQ(ShiftPoint("50000.01", -4), "5.000001");
  EXPECT_EQ(ShiftPoint("0.01", -4), "0.000001");
  EXPECT_EQ(ShiftPoint("0.62", 2), "62");
  EXPECT_EQ(ShiftPoint("0.08", 2), "8");
  EXPECT_EQ(ShiftPoint("-0.125", 2), "-12.5");
  EXPECT_EQ(ShiftPoint("1.5", 3), "1500");
  EXPECT_EQ(ShiftPoint("0", 2), "0");
  EXPECT_EQ(ShiftPoint("0.00", -4), "0");
}

// k is the nearest when value is in [k step - step/2, k step + step/2).
TEST_F(ExactProperty, RoundedDecimal_OfAMean_IsTheNearestMultiple) {
  for (int i = 0; i < 5000; ++i) {
    const Exact mean{Between(-1'000'000'000'000, 9'000'000'000'000'000), 100 * Between(1, 10'000)};
    const Decimal step{Between(1, 5000), static_cast<int>(Between(0, 2))};
    const Integer rounded = Units(RoundedDecimal(mean, step), 2);
    const Integer step_units = Integer(step.units) * Power(10, 2 - step.places);
    ASSERT_EQ(rounded % step_units, 0);
    const Integer twice_value = Integer(mean.numerator) * 200;  // 2 * 100 * value * denominator
    const Integer twice_low = (2 * rounded - step_units) * mean.denominator;
    const Integer twice_high = (2 * rounded + step_units) * mean.denominator;
    ASSERT_LE(twice_low, twice_value) << mean.numerator << " / " << mean.denominator;
    ASSERT_LT(twice_value, twice_high) << mean.numerator << " / " << mean.denominator;
  }
}

TEST_F(ExactProperty, RoundedDecimal_OfAGrowth_IsTheNearestPercent) {
  for (int i = 0; i < 2000; ++i) {
    const Exact growth{Between(0, 1'000'000'000'000), Between(1, 1'000'000'000'000),
                       static_cast<int>(Between(1, 12)), -1};
    const Integer percent = Units(RoundedDecimal(growth, {1, 2}), 2);
    // percent - 1/2 <= 100 ((last / first)^(1/n) - 1) < percent + 1/2, without a root.
    const Integer last = Integer(growth.numerator) * Power(200, growth.root);
    const Integer low = 2 * percent + 199;
    ASSERT_TRUE(low < 0 || Power(low, growth.root) * growth.denominator <= last);
    ASSERT_LT(last, Power(2 * percent + 201, growth.root) * growth.denominator);
  }
}

TEST_F(ExactProperty, ToDecimal_OfAGrowth_IsCutAndNotRounded) {
  for (int i = 0; i < 2000; ++i) {
    const Exact growth{Between(0, 1'000'000'000), Between(1'000'000, 1'000'000'000),
                       static_cast<int>(Between(1, 12)), -1};
    const Integer scale = Power(10, 12);
    const Integer root = Units(ToDecimal(growth, 0), 12) + scale;
    const Integer last = growth.numerator * Power(scale, growth.root);
    ASSERT_LE(Power(root, growth.root) * growth.denominator, last);
    ASSERT_LT(last, Power(root + 1, growth.root) * growth.denominator);
  }
}

TEST_F(ExactProperty, Compare_AgreesWithRoundedDecimal) {
  for (int i = 0; i < 2000; ++i) {
    const Exact mean{Between(0, 10'000'000), 100 * Between(1, 50)};
    const Decimal step{1000, 0};
    const Decimal claimed{Between(0, 100) * 100'000, 2};
    const Integer rounded = Units(RoundedDecimal(mean, step), 2);
    const std::strong_ordering order = Compare(mean, claimed, step);
    ASSERT_EQ(order < 0, rounded < claimed.units);
    ASSERT_EQ(order > 0, rounded > claimed.units);
  }
}

TEST(PercentagePoints, IsTheDifferenceOfUnroundedShares) {
  EXPECT_EQ(ToDecimal(*PercentagePoints({96, 1500}, {63, 1500}), 0), "2.2");
  EXPECT_EQ(ToDecimal(*PercentagePoints({1, 3}, {1, 7}), 0), "19.047619047619");
  EXPECT_EQ(ToDecimal(*PercentagePoints({1, 4}, {1, 2}), 0), "-25");
}

TEST(PercentagePoints, BeyondSixtyFourBits_IsNothing) {
  EXPECT_EQ(PercentagePoints({1, INT64_MAX}, {1, INT64_MAX - 2}), std::nullopt);
}

TEST(WeightedMean, CountsEachValueByItsWeight) {
  EXPECT_EQ(ToDecimal(*WeightedMean({{{700000, 100}, 1}, {{900000, 100}, 3}}), 2), "8500.00");
  EXPECT_EQ(WeightedMean({{{INT64_MAX, 100}, 2}, {{INT64_MAX, 100}, 2}}), (Exact{INT64_MAX, 100}));
}

}  // namespace
}  // namespace cobuild::assessment
