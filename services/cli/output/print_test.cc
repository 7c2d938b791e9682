#include "services/cli/output/print.h"

#include <gtest/gtest.h>

#include <sstream>

namespace cobuild::cli {
namespace {

const std::vector<Column>& Columns() {
  static const auto& columns = *new std::vector<Column>{
      {"name", "NAME"}, {"value", "VALUE", Column::Align::kRight}, {"note", "NOTE"}};
  return columns;
}

std::vector<Json> Rows() {
  return {{{"name", "山坡街道"}, {"value", 42}, {"note", nullptr}, {"hidden", 1}},
          {{"name", "Jinkou"}, {"value", 7}, {"note", "two\nlines"}, {"hidden", 2}}};
}

std::string Printed(Format format, const std::vector<Json>& rows) {
  std::ostringstream out;
  PrintRows(out, format, Columns(), rows);
  return out.str();
}

std::string PrintedOne(Format format, const Json& object) {
  std::ostringstream out;
  PrintOne(out, format, object);
  return out.str();
}

TEST(PrintRows, Table_AlignsByDisplayWidthWithoutTrailingBlanks) {
  EXPECT_EQ(Printed(Format::kTable, Rows()),
            "NAME      VALUE  NOTE\n"
            "山坡街道     42\n"
            "Jinkou        7  two lines\n");
}

TEST(PrintRows, TableWithoutRows_HasItsTitles) {
  EXPECT_EQ(Printed(Format::kTable, {}), "NAME  VALUE  NOTE\n");
}

TEST(PrintRows, Json_HasTheWholeRows) {
  EXPECT_EQ(Json::parse(Printed(Format::kJson, Rows())), Json(Rows()));
}

TEST(PrintRows, JsonWithoutRows_IsAnEmptyArray) { EXPECT_EQ(Printed(Format::kJson, {}), "[]\n"); }

TEST(PrintRows, Csv_HasKeysAndTheColumns) {
  EXPECT_EQ(Printed(Format::kCsv, Rows()),
            "name,value,note\n山坡街道,42,\nJinkou,7,\"two\nlines\"\n");
}

TEST(PrintOne, Table_HasALineAMemberAndFlattensInnerOnes) {
  const Json object = {{"name", "山坡"}, {"query", {{"year", 2011}}}, {"note", ""}};
  EXPECT_EQ(PrintedOne(Format::kTable, object),
            "name        山坡\n"
            "query.year  2011\n"
            "note\n");
}

TEST(PrintOne, Csv_HasOneLineUnderItsKeys) {
  EXPECT_EQ(PrintedOne(Format::kCsv, {{"a", "x,y"}, {"b", {{"c", 1}}}}), "a,b.c\n\"x,y\",1\n");
}

TEST(PrintOne, Json_IsTheObject) {
  EXPECT_EQ(PrintedOne(Format::kJson, {{"a", 1}}), "{\n  \"a\": 1\n}\n");
}

}  // namespace
}  // namespace cobuild::cli
