#include "common/mysql/statement_split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cobuild::mysql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SplitStatements, SemicolonAtTheEndOfALine_EndsAStatement) {
  EXPECT_THAT(SplitStatements("CREATE TABLE t (\n  a INT\n);\nDROP TABLE u;\n"),
              ElementsAre("CREATE TABLE t (\n  a INT\n)", "DROP TABLE u"));
}

TEST(SplitStatements, SemicolonInsideALine_EndsNothing) {
  EXPECT_THAT(SplitStatements("INSERT INTO t VALUES ('a;b');\n"),
              ElementsAre("INSERT INTO t VALUES ('a;b')"));
}

TEST(SplitStatements, CommentsAndBlankLines_AreLeftOut) {
  EXPECT_THAT(SplitStatements("-- why;\n\nSELECT 1\n  -- and more;\n  + 1;\n\n-- the end\n"),
              ElementsAre("SELECT 1\n  + 1"));
}

TEST(SplitStatements, SpaceAndCarriageReturnAfterTheSemicolon_AreForgiven) {
  EXPECT_THAT(SplitStatements("SELECT 1; \r\nSELECT 2;\t\r\n"),
              ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(SplitStatements, ForgottenLastSemicolon_LosesNothing) {
  EXPECT_THAT(SplitStatements("SELECT 1;\nSELECT 2"), ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(SplitStatements, NothingButComments_IsNoStatement) {
  EXPECT_THAT(SplitStatements(""), IsEmpty());
  EXPECT_THAT(SplitStatements("-- nothing\n"), IsEmpty());
}

}  // namespace
}  // namespace cobuild::mysql
