#include "deploy/examples/jiangxia/days.h"

#include <gtest/gtest.h>

namespace cobuild::jiangxia {
namespace {

using base::Date;

TEST(AddDays, OverTheEndOfMonthAndYear_GoesOn) {
  EXPECT_EQ(AddDays({2011, 12, 31}, 1), (Date{2012, 1, 1}));
  EXPECT_EQ(AddDays({2012, 2, 28}, 1), (Date{2012, 2, 29}));
  EXPECT_EQ(AddDays({2012, 1, 1}, -1), (Date{2011, 12, 31}));
}

TEST(DaysBetween, EitherOrder_IsSigned) {
  EXPECT_EQ(DaysBetween({2011, 1, 1}, {2012, 1, 1}), 365);
  EXPECT_EQ(DaysBetween({2012, 1, 1}, {2011, 1, 1}), -365);
}

TEST(AgeOn, AroundTheBirthday_CountsFromTheDayItself) {
  constexpr Date kBorn{1975, 10, 15};
  EXPECT_EQ(AgeOn(kBorn, {2011, 10, 14}), 35);
  EXPECT_EQ(AgeOn(kBorn, {2011, 10, 15}), 36);
  EXPECT_EQ(AgeOn(kBorn, {2011, 9, 30}), 35);
  EXPECT_EQ(AgeOn(kBorn, {2011, 12, 1}), 36);
}

}  // namespace
}  // namespace cobuild::jiangxia
