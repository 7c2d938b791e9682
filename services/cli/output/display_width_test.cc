#include "services/cli/output/display_width.h"

#include <gtest/gtest.h>

namespace cobuild::cli {
namespace {

TEST(DisplayWidth, Ascii_CountsOneEach) { EXPECT_EQ(DisplayWidth("F22 = 1"), 7U); }

TEST(DisplayWidth, Empty_IsZero) { EXPECT_EQ(DisplayWidth(""), 0U); }

TEST(DisplayWidth, Chinese_CountsTwoEach) { EXPECT_EQ(DisplayWidth("山坡街道"), 8U); }

TEST(DisplayWidth, ChinesePunctuation_CountsTwoEach) { EXPECT_EQ(DisplayWidth("、。《》"), 8U); }

TEST(DisplayWidth, FullWidthForms_CountTwoEach) {
  EXPECT_EQ(DisplayWidth("\uFF08\uFF15\uFF09"), 6U);
}

TEST(DisplayWidth, RareVillageCharacter_CountsTwo) {
  EXPECT_EQ(DisplayWidth("塆"), 2U);
  EXPECT_EQ(DisplayWidth("𡋾"), 2U);  // U+212FE, extension B
}

TEST(DisplayWidth, LatinWithDiaeresis_CountsOne) { EXPECT_EQ(DisplayWidth("ü"), 1U); }

TEST(DisplayWidth, CombiningMark_CountsNothing) { EXPECT_EQ(DisplayWidth("u\u0308"), 1U); }

TEST(DisplayWidth, EdgesOfWideRanges_CountTwoInsideAndOneOutside) {
  EXPECT_EQ(DisplayWidth("\u2E7F"), 1U);
  EXPECT_EQ(DisplayWidth("\u2E80"), 2U);
  EXPECT_EQ(DisplayWidth("\u9FFF"), 2U);
  EXPECT_EQ(DisplayWidth("\uFF60"), 2U);
  EXPECT_EQ(DisplayWidth("\uFF61"), 1U);  // half-width
}

TEST(DisplayWidth, TruncatedCharacter_StaysWithinTheText) {
  EXPECT_EQ(DisplayWidth("\xE5\xB1"), 1U);
}

TEST(PadRight, ChineseAndAscii_EndInTheSameColumn) {
  EXPECT_EQ(PadRight("山坡", 6), "山坡  ");
  EXPECT_EQ(PadRight("abcd", 6), "abcd  ");
}

TEST(PadLeft, Number_EndsInTheColumn) { EXPECT_EQ(PadLeft("61", 5), "   61"); }

TEST(PadRight, LongerThanTheColumn_IsKept) { EXPECT_EQ(PadRight("山坡街道", 3), "山坡街道"); }

}  // namespace
}  // namespace cobuild::cli
