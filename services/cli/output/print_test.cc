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

TEST(PrintRows, Table_HasTitlesInTheLanguage) {
  std::ostringstream out;
  PrintRows(out, Format::kTable, {{"name", "VILLAGE"}, {"amount", "AMOUNT"}},
            {{{"name", "a"}, {"amount", "1"}}}, Language::kChinese);
  EXPECT_EQ(out.str(), "村  金额\na   1\n");
}

TEST(PrintRows, MemberOfAMember_IsShownAndMayBeAbsent) {
  std::ostringstream out;
  PrintRows(out, Format::kCsv, {{"transfer.name", "TRANSFER"}},
            {{{"transfer", {{"name", "t1"}}}}, {{"transfer", nullptr}}});
  EXPECT_EQ(out.str(), "transfer.name\nt1\n\n");
}

TEST(PrintRows, FactsOfAnExample_SaySoForPeopleAndNotInJson) {
  const std::vector<Column> columns = {{"data_origin", "ORIGIN"}};
  const std::vector<Json> rows = {{{"data_origin", "EXAMPLE"}}, {{"data_origin", "RECORDED"}}};
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, columns, rows);
  EXPECT_EQ(csv.str(), "data_origin\nEXAMPLE 示例数据\nRECORDED\n");
  std::ostringstream json;
  PrintRows(json, Format::kJson, columns, rows);
  EXPECT_EQ(Json::parse(json.str())[0].at("data_origin"), "EXAMPLE");
  EXPECT_EQ(PrintedOne(Format::kTable, {{"report", {{"data_origin", "EXAMPLE"}}}}),
            "report.data_origin  EXAMPLE 示例数据\n");
}

TEST(FormatCsvRow, TextThatBeginsLikeAFormula_GetsAnApostrophe) {
  EXPECT_EQ(FormatCsvRow({"=1+1", "+86", "-x", "@a", "\tb", "a=b"}),
            "'=1+1,'+86,'-x,'@a,'\tb,a=b\n");
}

TEST(FormatCsvRow, DecimalsAndLoneSigns_StayAsTheyAre) {
  EXPECT_EQ(FormatCsvRow({"=", "-", "@"}), "=,-,@\n");
  EXPECT_EQ(FormatCsvRow({"-49000.00", "0", "-1", "12.5"}), "-49000.00,0,-1,12.5\n");
  EXPECT_EQ(FormatCsvRow({"-1-1", "-.5", "-1.", "--1"}), "'-1-1,'-.5,'-1.,'--1\n");
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
