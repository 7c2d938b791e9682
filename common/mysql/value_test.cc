#include "common/mysql/value.h"

#include <gtest/gtest.h>

#include <limits>

namespace cobuild::mysql {
namespace {

constexpr base::Timestamp kTime{1'325'318'400'123'456};  // 2011-12-31T08:00:00.123456Z

std::string TextOf(const Param& param) { return std::get<std::string>(param.value()); }
int64_t NumberOf(const Param& param) { return std::get<int64_t>(param.value()); }

TEST(Param, OfEachType_CarriesItsValue) {
  EXPECT_EQ(NumberOf(std::numeric_limits<int64_t>::min()), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(NumberOf(uint32_t{4'294'967'295}), 4'294'967'295);
  EXPECT_EQ(NumberOf(true), 1);
  EXPECT_EQ(TextOf("text"), "text");
  EXPECT_EQ(TextOf(std::string("a\0b", 3)), std::string("a\0b", 3));
  EXPECT_EQ(TextOf(std::string_view("view")), "view");
  EXPECT_EQ(TextOf(base::Date{2011, 12, 31}), "2011-12-31");
  EXPECT_EQ(TextOf(kTime), "2011-12-31 08:00:00.123456");
}

TEST(Param, OfAnEmptyOptional_IsNull) {
  EXPECT_TRUE(std::holds_alternative<std::monostate>(Param(std::nullopt).value()));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(Param(std::optional<int64_t>()).value()));
  EXPECT_EQ(NumberOf(std::optional<int64_t>(7)), 7);
  EXPECT_EQ(TextOf(std::optional<std::string>("x")), "x");
}

// The driver cannot take signed and unsigned on one parameter.
static_assert(!std::is_constructible_v<Param, uint64_t>);
static_assert(!std::is_constructible_v<Param, double>);

TEST(Row, Values_ComeBackAsTheirType) {
  const Row row({int64_t{-5}, "text", "2011-12-31", "2011-12-31 08:00:00.123456"});
  EXPECT_EQ(row.size(), 4u);
  EXPECT_EQ(row.Int64(0), -5);
  EXPECT_EQ(row.Text(1), "text");
  EXPECT_EQ(row.Date(2), (base::Date{2011, 12, 31}));
  EXPECT_EQ(row.Time(3), kTime);
  EXPECT_EQ(row.OptionalInt64(0), -5);
  EXPECT_EQ(row.OptionalText(1), "text");
  EXPECT_EQ(row.OptionalDate(2), (base::Date{2011, 12, 31}));
  EXPECT_EQ(row.OptionalTime(3), kTime);
}

// The driver leaves out a fraction that is zero.
TEST(Row, TimeWithoutAFraction_IsRead) {
  const Row row({"2011-12-31 08:00:00"});
  EXPECT_EQ(row.Time(0).micros, 1'325'318'400'000'000);
}

TEST(Row, Null_IsReadAsNothingAndNeverAsAValue) {
  const Row row({Value()});
  EXPECT_TRUE(row.IsNull(0));
  EXPECT_EQ(row.OptionalInt64(0), std::nullopt);
  EXPECT_EQ(row.OptionalText(0), std::nullopt);
  EXPECT_EQ(row.OptionalDate(0), std::nullopt);
  EXPECT_EQ(row.OptionalTime(0), std::nullopt);
  EXPECT_THROW(row.Int64(0), WrongRead);
  EXPECT_THROW(row.Text(0), WrongRead);
  EXPECT_THROW(row.Date(0), WrongRead);
  EXPECT_THROW(row.Time(0), WrongRead);
}

TEST(Row, AnotherType_IsRefused) {
  const Row row({int64_t{5}, "5"});
  EXPECT_THROW(row.Text(0), WrongRead);
  EXPECT_THROW(row.OptionalText(0), WrongRead);
  EXPECT_THROW(row.Int64(1), WrongRead);
  EXPECT_THROW(row.OptionalInt64(1), WrongRead);
  EXPECT_THROW(row.Date(1), WrongRead);
  EXPECT_THROW(row.Time(1), WrongRead);
}

TEST(Row, ColumnPastTheLast_IsRefused) {
  const Row row({int64_t{5}});
  EXPECT_THROW(row.Int64(1), WrongRead);
  EXPECT_THROW(row.IsNull(1), WrongRead);
}

}  // namespace
}  // namespace cobuild::mysql
