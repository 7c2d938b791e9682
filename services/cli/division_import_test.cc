#include "services/cli/division_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;

absl::StatusOr<Imported<registry::v1::ImportRow>> Parsed(std::string_view csv) {
  CellProblems problems;
  return ParseDivisions(csv, Encoding::kUtf8, problems);
}

std::string DivisionProblem(std::string_view csv) {
  const auto imported = Parsed(csv);
  EXPECT_EQ(ExitCodeOf(imported.status()), kExitUsage);
  return std::string(imported.status().message());
}

TEST(ParseDivisions, AllColumns_FillTheRow) {
  ASSERT_OK_AND_ASSIGN(const auto imported,
                       Parsed("name,code,level,parent_code,urban_rural_class,aliases\n"
                              "山坡街道,420115010000,TOWNSHIP,420115000000,121,山坡乡|山坡\n"));
  ASSERT_EQ(imported.rows.size(), 1U);
  EXPECT_THAT(imported.rows[0], test::EqualsProto(R"pb(line: 2
                                                       code: "420115010000"
                                                       display_name: "山坡街道"
                                                       level: TOWNSHIP
                                                       parent_code: "420115000000"
                                                       urban_rural_class: "121"
                                                       aliases: "山坡乡"
                                                       aliases: "山坡")pb"));
}

TEST(ParseDivisions, RequiredColumnsAlone_AreEnough) {
  ASSERT_OK_AND_ASSIGN(const auto imported, Parsed("code,name,level,parent_code\n"
                                                   "420000000000,湖北省,PROVINCE,\n"));
  ASSERT_EQ(imported.rows.size(), 1U);
  EXPECT_EQ(imported.rows[0].aliases_size(), 0);
}

TEST(ParseDivisions, WrongCode_IsLeftToTheService) {
  EXPECT_OK(Parsed("code,name,level,parent_code\nx,y,VILLAGE,z\n"));
}

TEST(ParseDivisions, MissingColumn_IsNamed) {
  EXPECT_THAT(DivisionProblem("code,name,level\n"), HasSubstr("\"parent_code\" is missing"));
}

TEST(ParseDivisions, UnknownColumn_IsNamed) {
  EXPECT_THAT(DivisionProblem("code,name,level,parent_code,colour\n"), HasSubstr("\"colour\""));
}

TEST(ParseDivisions, UnknownLevel_IsNamedWithItsLine) {
  EXPECT_THAT(DivisionProblem("code,name,level,parent_code\n1,a,PROVINCE,\n2,b,CITY,1\n"),
              HasSubstr("line 3, column 3 (level): \"CITY\" is no value"));
}

TEST(ParseDivisions, OtherNumberOfCells_IsRefusedWithItsLine) {
  EXPECT_THAT(DivisionProblem("code,name,level,parent_code\n1,a,PROVINCE\n"),
              HasSubstr("line 2: 3 cells under 4 columns"));
}

TEST(ParseDivisions, EmptyFile_IsRefused) { EXPECT_THAT(DivisionProblem(""), HasSubstr("empty")); }

}  // namespace
}  // namespace cobuild::cli
