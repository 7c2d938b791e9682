#include "common/base/time.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace cobuild::base {
namespace {

constexpr int64_t kSecond = 1'000'000;

TEST(ParseDate, DaysThatExist_AreRead) {
  EXPECT_EQ(ParseDate("2011-12-31"), (Date{2011, 12, 31}));
  EXPECT_EQ(ParseDate("0001-01-01"), (Date{1, 1, 1}));
  EXPECT_EQ(ParseDate("9999-12-31"), (Date{9999, 12, 31}));
}

TEST(ParseDate, LeapDays_OnlyInLeapYears) {
  EXPECT_TRUE(ParseDate("2012-02-29"));
  EXPECT_TRUE(ParseDate("2000-02-29"));
  EXPECT_FALSE(ParseDate("2011-02-29"));
  EXPECT_FALSE(ParseDate("1900-02-29"));
  EXPECT_FALSE(ParseDate("2100-02-29"));
}

TEST(ParseDate, DaysThatDoNotExist_AreRefused) {
  for (const char* text : {"2011-00-10", "2011-13-10", "2011-01-00", "2011-01-32", "2011-04-31",
                           "2011-02-30", "0000-01-01"}) {
    EXPECT_FALSE(ParseDate(text)) << text;
  }
}

TEST(ParseDate, OtherForms_AreRefused) {
  for (const char* text :
       {"", "2011", "2011-12", "2011-12-3", "2011-1-31", "11-12-31", "02011-12-31", "2011/12/31",
        "20111231", " 2011-12-31", "2011-12-31 ", "2011-12-31T", "-011-12-31", "+011-12-31",
        "2011-+1-31", "2011-12-3x", "2011-12-\xd9\xa3"}) {
    EXPECT_FALSE(ParseDate(text)) << text;
  }
}

TEST(IsValid, FieldsOutOfRange_AreRefused) {
  EXPECT_FALSE(IsValid({0, 1, 1}));
  EXPECT_FALSE(IsValid({10'000, 1, 1}));
  EXPECT_FALSE(IsValid({-5, 1, 1}));
  EXPECT_FALSE(IsValid({2011, -1, 1}));
  EXPECT_FALSE(IsValid({2011, 1, -1}));
  // chrono keeps a month and a day in a byte: 256 more must not come round.
  EXPECT_FALSE(IsValid({2011, 257, 1}));
  EXPECT_FALSE(IsValid({2011, 1, 257}));
  // ... and a year in 16 bits.
  EXPECT_FALSE(IsValid({65'536 + 2011, 1, 1}));
}

TEST(FormatDate, EveryDayOfFourCenturies_RoundTrips) {
  Date previous{1799, 12, 31};
  int days = 0;
  for (auto day = std::chrono::sys_days(std::chrono::year(1800) / 1 / 1);
       day < std::chrono::sys_days(std::chrono::year(2200) / 1 / 1); day += std::chrono::days(1)) {
    const std::chrono::year_month_day ymd(day);
    const Date date{int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
    ASSERT_EQ(ParseDate(FormatDate(date)), date);
    ASSERT_LT(previous, date);
    previous = date;
    ++days;
  }
  EXPECT_EQ(days, 146'097);
}

TEST(DaysAfter, CrossesMonthsAndLeapDays_AndStopsAtTheLastDay) {
  EXPECT_EQ(DaysAfter({2012, 2, 28}, 0), (Date{2012, 2, 28}));
  EXPECT_EQ(DaysAfter({2012, 2, 28}, 2), (Date{2012, 3, 1}));
  EXPECT_EQ(DaysAfter({2011, 2, 28}, 1), (Date{2011, 3, 1}));
  EXPECT_EQ(DaysAfter({2011, 12, 31}, 366), (Date{2012, 12, 31}));
  EXPECT_EQ(DaysAfter({1, 1, 1}, 365), (Date{2, 1, 1}));
  EXPECT_EQ(DaysAfter({9999, 12, 30}, 7), (Date{9999, 12, 31}));
}

TEST(ParseTimestamp, Utc_IsRead) {
  EXPECT_EQ(ParseTimestamp("1970-01-01T00:00:00Z"), Timestamp{0});
  EXPECT_EQ(ParseTimestamp("1970-01-01T00:00:01.5Z"), Timestamp{1'500'000});
  EXPECT_EQ(ParseTimestamp("1970-01-01T00:00:00.000001Z"), Timestamp{1});
  EXPECT_EQ(ParseTimestamp("1969-12-31T23:59:59.999999Z"), Timestamp{-1});
  EXPECT_EQ(ParseTimestamp("2011-12-31T08:00:00.123456Z"), Timestamp{1'325'318'400'123'456});
}

TEST(ParseTimestamp, Offsets_MoveTheInstant) {
  EXPECT_EQ(ParseTimestamp("1970-01-01T08:00:00+08:00"), Timestamp{0});
  EXPECT_EQ(ParseTimestamp("1969-12-31T19:30:00-04:30"), Timestamp{0});
  EXPECT_EQ(ParseTimestamp("1970-01-01T00:00:00+00:00"), Timestamp{0});
  EXPECT_EQ(ParseTimestamp("1970-01-01T23:59:00+23:59"), Timestamp{0});
  // Over midnight and over a leap day.
  EXPECT_EQ(ParseTimestamp("2012-03-01T00:30:00+08:00"), ParseTimestamp("2012-02-29T16:30:00Z"));
}

TEST(ParseTimestamp, OtherForms_AreRefused) {
  for (const char* text : {"",
                           "2011-12-31",
                           "2011-12-31T08:00:00",
                           "2011-12-31T08:00Z",
                           "2011-12-31 08:00:00Z",
                           "2011-12-31t08:00:00Z",
                           "2011-12-31T08:00:00z",
                           "2011-12-31T8:00:00Z",
                           "2011-12-31T24:00:00Z",
                           "2011-12-31T08:60:00Z",
                           "2011-12-31T08:00:60Z",
                           "2011-12-31T08:00:00.Z",
                           "2011-12-31T08:00:00.1234567Z",
                           "2011-12-31T08:00:00,5Z",
                           "2011-12-31T08:00:00+8:00",
                           "2011-12-31T08:00:00+0800",
                           "2011-12-31T08:00:00+08",
                           "2011-12-31T08:00:00+24:00",
                           "2011-12-31T08:00:00+08:60",
                           "2011-12-31T08:00:00Z ",
                           "2011-12-31T08:00:00ZZ",
                           "2011-02-29T08:00:00Z",
                           "2011-12-31T-1:00:00Z"}) {
    EXPECT_FALSE(ParseTimestamp(text)) << text;
  }
}

TEST(ParseTimestamp, OffsetLeadsOutOfTheCalendar_IsRefused) {
  EXPECT_TRUE(ParseTimestamp("0001-01-01T08:00:00+08:00"));
  EXPECT_FALSE(ParseTimestamp("0001-01-01T07:59:59+08:00"));
  EXPECT_TRUE(ParseTimestamp("9999-12-31T15:59:59-08:00"));
  EXPECT_FALSE(ParseTimestamp("9999-12-31T16:00:00-08:00"));
}

TEST(FormatTimestamp, BeforeTheEpoch_CountsFromTheDayBefore) {
  EXPECT_EQ(FormatTimestamp({0}), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(FormatTimestamp({-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(FormatTimestamp({-86'400 * kSecond}), "1969-12-31T00:00:00.000000Z");
}

TEST(FormatTimestamp, AnyInstantOfYears1To9999_RoundTrips) {
  const uint64_t seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const int64_t first = ParseTimestamp("0001-01-01T00:00:00Z")->micros;
  const int64_t last = ParseTimestamp("9999-12-31T23:59:59.999999Z")->micros;
  std::uniform_int_distribution<int64_t> instants(first, last);
  EXPECT_EQ(ParseTimestamp(FormatTimestamp({first})), Timestamp{first});
  EXPECT_EQ(ParseTimestamp(FormatTimestamp({last})), Timestamp{last});
  for (int i = 0; i < 20'000; ++i) {
    const Timestamp time{instants(random)};
    ASSERT_EQ(ParseTimestamp(FormatTimestamp(time)), time) << time.micros;
  }
}

TEST(BusinessDay, ChangesAtMidnightInChina) {
  EXPECT_EQ(BusinessDay(*ParseTimestamp("2011-12-31T15:59:59.999999Z")), (Date{2011, 12, 31}));
  EXPECT_EQ(BusinessDay(*ParseTimestamp("2011-12-31T16:00:00Z")), (Date{2012, 1, 1}));
  EXPECT_EQ(BusinessDay(*ParseTimestamp("2012-02-28T16:00:00Z")), (Date{2012, 2, 29}));
  EXPECT_EQ(BusinessDay({-1}), (Date{1970, 1, 1}));
  EXPECT_EQ(BusinessDay({-8 * 3'600 * kSecond - 1}), (Date{1969, 12, 31}));
}

}  // namespace
}  // namespace cobuild::base
