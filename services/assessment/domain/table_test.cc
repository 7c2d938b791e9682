#include "services/assessment/domain/table.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"

namespace cobuild::assessment {
namespace {

using test::HasCode;
using ::testing::ElementsAre;

TEST(ParseTable, AlignedColumns_AreTrimmed) {
  ASSERT_OK_AND_ASSIGN(const std::vector<TableRow> rows,
                       ParseTable("# a comment\n\nid,  value, text\nF01, -,     one, two\n",
                                  {"id", "value", "text"}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].line, 4);
  EXPECT_THAT(rows[0].cells, ElementsAre("F01", "", "one, two"));
}

TEST(ParseTable, LastLineWithoutEnd_Counts) {
  ASSERT_OK_AND_ASSIGN(const std::vector<TableRow> rows,
                       ParseTable("id, text\r\nF01, x", {"id", "text"}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_THAT(rows[0].cells, ElementsAre("F01", "x"));
}

TEST(ParseTable, OtherHeader_IsRefused) {
  EXPECT_STATUS(ParseTable("id, txt\nF01, x\n", {"id", "text"}),
                HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(ParseTable, RowWithoutEnoughColumns_IsRefusedByLine) {
  const auto rows = ParseTable("id, text\nF01, x\nF02\n", {"id", "text"});
  EXPECT_STATUS(rows, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(rows.status().message(), "line 3: fewer than 2 columns");
}

}  // namespace
}  // namespace cobuild::assessment
