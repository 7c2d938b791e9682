#include "services/cli/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace cobuild::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseCsv, PlainLines_GiveCellsWithTheirLine) {
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv("a,b\n\nc,\r\n"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0].cells, ElementsAre("a", "b"));
  EXPECT_EQ(lines[1].number, 3);
  EXPECT_THAT(lines[1].cells, ElementsAre("c", ""));
}

TEST(ParseCsv, QuotedCell_KeepsCommasQuotesAndLineBreaks) {
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv("\"a,\"\"b\"\"\nc\",d\ne\n"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0].cells, ElementsAre("a,\"b\"\nc", "d"));
  EXPECT_EQ(lines[1].number, 3);
}

TEST(ParseCsv, LastLineWithoutEnd_IsRead) {
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv("a\nb"));
  EXPECT_EQ(lines.size(), 2U);
}

TEST(ParseCsv, ByteOrderMark_IsDropped) {
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv("\xEF\xBB\xBF"
                                                  "code\n"));
  EXPECT_THAT(lines[0].cells, ElementsAre("code"));
}

TEST(ParseCsv, Empty_GivesNoLines) {
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv(""));
  EXPECT_TRUE(lines.empty());
}

TEST(ParseCsv, QuoteNotClosed_IsRefusedWithItsLine) {
  const auto lines = ParseCsv("a\nb,\"c\nd\n");
  EXPECT_STATUS(lines, test::HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(lines.status().message()), HasSubstr("line 2"));
}

TEST(ParseCsv, TextAfterClosingQuote_IsRefused) {
  EXPECT_STATUS(ParseCsv("\"a\"b\n"), test::HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(FormatCsv, CellsThatNeedQuotes_ReadBackTheSame) {
  const std::vector<std::string> cells = {"plain", "a,b", "say \"x\"", "two\nlines", "", "山坡"};
  ASSERT_OK_AND_ASSIGN(const auto lines, ParseCsv(FormatCsv(cells)));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].cells, cells);
}

TEST(FormatCsv, PlainCells_StayUnquoted) { EXPECT_EQ(FormatCsv({"a", "", "b"}), "a,,b\n"); }

}  // namespace
}  // namespace cobuild::cli
