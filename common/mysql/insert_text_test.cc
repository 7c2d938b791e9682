#include "common/mysql/insert_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "common/mysql/errors.h"
#include "common/testing/status_matchers.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Literal(const Value& value) {
  std::string sql;
  AppendLiteral(value, sql);
  return sql;
}

TEST(AppendLiteral, PlainValues_AreWrittenAsTheyAre) {
  EXPECT_EQ(Literal(Value()), "NULL");
  EXPECT_EQ(Literal(int64_t{0}), "0");
  EXPECT_EQ(Literal(std::numeric_limits<int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(Literal(""), "''");
  EXPECT_EQ(Literal("villages/420115001201"), "'villages/420115001201'");
  EXPECT_EQ(Literal("共建"), "'共建'");
}

TEST(AppendLiteral, WhatCouldEndALiteral_IsHexadecimal) {
  EXPECT_EQ(Literal("'"), "_utf8mb4 x'27'");
  EXPECT_EQ(Literal("a\\"), "_utf8mb4 x'615c'");
  EXPECT_EQ(Literal("\n"), "_utf8mb4 x'0a'");
  EXPECT_EQ(Literal(std::string("\0", 1)), "_utf8mb4 x'00'");
  EXPECT_EQ(Literal("\xff\x27"), "x'ff27'");
}

TEST(InsertStatements, RowsThatFit_ShareOneStatement) {
  EXPECT_THAT(InsertStatements("INSERT INTO t (a, b) VALUES", {{1, "x"}, {2, std::nullopt}},
                               "ON DUPLICATE KEY UPDATE b = VALUES(b)", 1'000),
              IsOkAndHolds(ElementsAre("INSERT INTO t (a, b) VALUES (1,'x'),(2,NULL) "
                                       "ON DUPLICATE KEY UPDATE b = VALUES(b)")));
}

TEST(InsertStatements, NoStatement_IsLongerThanTheLimit) {
  // "I (1) S" is 7 bytes, each further row 4.
  EXPECT_THAT(InsertStatements("I", {{1}, {2}, {3}}, "S", 11),
              IsOkAndHolds(ElementsAre("I (1),(2) S", "I (3) S")));
  EXPECT_THAT(InsertStatements("I", {{1}, {2}, {3}}, "S", 10),
              IsOkAndHolds(ElementsAre("I (1) S", "I (2) S", "I (3) S")));
}

TEST(InsertStatements, RowOverTheLimit_IsRefused) {
  EXPECT_STATUS(InsertStatements("I", {{1}, {22}}, "S", 7),
                Refuses(absl::StatusCode::kInternal, kStoreConstraint));
}

TEST(InsertStatements, NoRows_IsNoStatement) {
  EXPECT_THAT(InsertStatements("I", {}, "S", 100), IsOkAndHolds(IsEmpty()));
}

TEST(InsertStatements, UnevenOrEmptyRows_AreRefused) {
  EXPECT_STATUS(InsertStatements("I", {{1, 2}, {3}}, "", 100),
                Refuses(absl::StatusCode::kInternal, kStoreFailure));
  EXPECT_STATUS(InsertStatements("I", {Params()}, "", 100),
                Refuses(absl::StatusCode::kInternal, kStoreFailure));
}

}  // namespace
}  // namespace cobuild::mysql
