#include "services/registry/domain/check_row.h"

#include <gtest/gtest.h>

#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

ImportRow GoodRow() { return {7, {kHill, "山前村", Level::kVillage, kJinkou, "220", {"山前"}}}; }

struct FaultRow {
  const char* what;
  void (*spoil)(ImportRow& row);
  const char* field;
  const char* reason;
};

std::string Long(size_t characters) {
  std::string text;
  for (size_t i = 0; i < characters; ++i) text += "山";
  return text;
}

const FaultRow kFaults[] = {
    {"line 0", [](ImportRow& row) { row.line = 0; }, "line", "OUT_OF_RANGE"},
    {"no code", [](ImportRow& row) { row.facts.code = ""; }, "code", "REQUIRED"},
    {"11 digits", [](ImportRow& row) { row.facts.code.pop_back(); }, "code", "MALFORMED"},
    {"a letter", [](ImportRow& row) { row.facts.code[3] = 'x'; }, "code", "MALFORMED"},
    {"no name", [](ImportRow& row) { row.facts.name = ""; }, "display_name", "REQUIRED"},
    {"long name", [](ImportRow& row) { row.facts.name = Long(101); }, "display_name", "TOO_LONG"},
    {"no level", [](ImportRow& row) { row.facts.level = Level(0); }, "level", "REQUIRED"},
    {"level 6", [](ImportRow& row) { row.facts.level = Level(6); }, "level", "UNKNOWN_ENUM"},
    {"level -1", [](ImportRow& row) { row.facts.level = Level(-1); }, "level", "UNKNOWN_ENUM"},
    {"no parent", [](ImportRow& row) { row.facts.parent_code = ""; }, "parent_code", "REQUIRED"},
    {"bad parent", [](ImportRow& row) { row.facts.parent_code = "42"; }, "parent_code",
     "MALFORMED"},
    {"province with parent", [](ImportRow& row) { row.facts.level = Level::kProvince; },
     "parent_code", "PARENT_LEVEL"},
    {"unknown class", [](ImportRow& row) { row.facts.urban_rural_class = "221"; },
     "urban_rural_class", "UNKNOWN_ENUM"},
    {"11 aliases", [](ImportRow& row) { row.facts.aliases.assign(11, "a"); }, "aliases",
     "TOO_MANY"},
    {"empty alias",
     [](ImportRow& row) {
       row.facts.aliases = {"a", ""};
     },
     "aliases[1]", "REQUIRED"},
    {"long alias", [](ImportRow& row) { row.facts.aliases = {Long(101)}; }, "aliases[0]",
     "TOO_LONG"},
};

TEST(CheckRow, EachFaultHasItsFieldAndReason) {
  for (const FaultRow& wrong : kFaults) {
    ImportRow row = GoodRow();
    wrong.spoil(row);
    const auto fault = CheckRow(row);
    ASSERT_TRUE(fault) << wrong.what;
    EXPECT_EQ(fault->field, wrong.field) << wrong.what;
    EXPECT_EQ(fault->reason, wrong.reason) << wrong.what;
  }
}

TEST(CheckRow, GoodRowsHaveNone) {
  EXPECT_FALSE(CheckRow(GoodRow()));
  ImportRow row = GoodRow();
  row.line = 1;
  row.facts.name = Long(100);
  row.facts.aliases.assign(10, Long(100));
  row.facts.urban_rural_class = "";
  EXPECT_FALSE(CheckRow(row));
  for (const ImportRow& small : ImportRowsOf(SmallTree())) EXPECT_FALSE(CheckRow(small));
}

}  // namespace
}  // namespace cobuild::registry
