#include "common/base/text.h"

#include <gtest/gtest.h>

#include <string>

namespace cobuild::base {
namespace {

using namespace std::string_view_literals;

TEST(IsValidUtf8, WellFormed_IsAccepted) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("Jiangxia"));
  EXPECT_TRUE(IsValidUtf8("江夏区"));
  EXPECT_TRUE(IsValidUtf8("\xf0\xa0\x80\x80"));  // U+20000
  EXPECT_TRUE(IsValidUtf8("a\0b"sv));
}

TEST(IsValidUtf8, EdgesOfEachLength_AreAccepted) {
  for (const char* text :
       {"\x01", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsValidUtf8(text)) << testing::PrintToString(text);
  }
}

TEST(IsValidUtf8, OverlongForms_AreRefused) {
  for (const char* text : {"\xc0\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf",
                           "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf"}) {
    EXPECT_FALSE(IsValidUtf8(text)) << testing::PrintToString(text);
  }
}

TEST(IsValidUtf8, Surrogates_AreRefused) {
  EXPECT_FALSE(IsValidUtf8("\xed\xa0\x80"));              // U+D800
  EXPECT_FALSE(IsValidUtf8("\xed\xbf\xbf"));              // U+DFFF
  EXPECT_FALSE(IsValidUtf8("\xed\xa0\xbd\xed\xb8\x80"));  // a pair of them
}

TEST(IsValidUtf8, BeyondUnicode_IsRefused) {
  EXPECT_FALSE(IsValidUtf8("\xf4\x90\x80\x80"));  // U+110000
  EXPECT_FALSE(IsValidUtf8("\xf5\x80\x80\x80"));
  EXPECT_FALSE(IsValidUtf8("\xf8\x88\x80\x80\x80"));
  EXPECT_FALSE(IsValidUtf8("\xff"));
  EXPECT_FALSE(IsValidUtf8("\xfe"));
}

TEST(IsValidUtf8, BrokenSequences_AreRefused) {
  for (const char* text : {"\x80", "\xbf", "a\x80", "\xe6\xb1", "\xe6", "\xc3", "\xf0\xa0\x80",
                           "\xe6\xb1x", "\xe6x\x9f", "\xc3\xc3", "\xe6\xb1\xe6", "\xf0\xa0\x80x"}) {
    EXPECT_FALSE(IsValidUtf8(text)) << testing::PrintToString(text);
  }
  const std::string whole = "江夏区";
  for (size_t length = 0; length <= whole.size(); ++length) {
    EXPECT_EQ(IsValidUtf8(whole.substr(0, length)), length % 3 == 0) << length;
  }
}

TEST(CodePoints, CountsCharactersNotBytes) {
  EXPECT_EQ(CodePoints(""), 0u);
  EXPECT_EQ(CodePoints("abc"), 3u);
  EXPECT_EQ(CodePoints("江夏区"), 3u);
  EXPECT_EQ(CodePoints("a\xc2\x80\xf0\xa0\x80\x80"), 3u);
}

TEST(IsResourceId, LettersDigitsAndInnerHyphens) {
  EXPECT_TRUE(IsResourceId("a"));
  EXPECT_TRUE(IsResourceId("0"));
  EXPECT_TRUE(IsResourceId("jiangxia-277"));
  EXPECT_TRUE(IsResourceId("a--b"));
  EXPECT_TRUE(IsResourceId(std::string(63, 'a')));
}

TEST(IsResourceId, AnythingElse_IsRefused) {
  for (const char* text :
       {"", "-", "-a", "a-", "A", "jiangXia", "a_b", "a.b", "a/b", "a b", "a\n", "江夏"}) {
    EXPECT_FALSE(IsResourceId(text)) << text;
  }
  EXPECT_FALSE(IsResourceId(std::string(64, 'a')));
  EXPECT_FALSE(IsResourceId("a\0b"sv));
}

TEST(IsDivisionCode, TwelveDigitsOnly) {
  EXPECT_TRUE(IsDivisionCode("420115010201"));
  EXPECT_TRUE(IsDivisionCode("000000000000"));
  for (const char* text : {"", "42011501020", "4201150102011", "42011501020a", "-20115010201",
                           " 20115010201", "42011501020 "}) {
    EXPECT_FALSE(IsDivisionCode(text)) << text;
  }
}

}  // namespace
}  // namespace cobuild::base
