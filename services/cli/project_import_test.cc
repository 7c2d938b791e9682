#include "services/cli/project_import.h"

#include <gmock/gmock.h>

#include <string>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;

constexpr char kRequired[] =
    "id,display_name,villages,category,sponsor,budget,planned_start_date,planned_end_date,"
    "data_origin\n";

absl::StatusOr<Imported<projects::v1::ImportProjectRow>> Parsed(const std::string& csv) {
  CellProblems problems;
  return ParseProjects(csv, Encoding::kUtf8, problems);
}

std::string Problem(const std::string& csv) {
  const auto imported = Parsed(csv);
  EXPECT_EQ(ExitCodeOf(imported.status()), kExitUsage);
  return std::string(imported.status().message());
}

std::string Row(const std::string& villages, const std::string& category, const std::string& budget,
                const std::string& day) {
  return kRequired + std::string("p,x,") + villages + "," + category + ",water," + budget + "," +
         day + ",2010-12-31,EXAMPLE\n";
}

TEST(ParseProjects, AllColumns_FillTheRow) {
  const auto imported = Parsed(
      "campaign,id,display_name,villages,category,model,sponsor,budget,declared_funds,"
      "planned_start_date,planned_end_date,strategy,data_origin\n"
      "ponds,p,荷塘,420115002201:7000|420115002202:3000,ECONOMIC_DEVELOPMENT,RURAL_TOURISM,water,"
      "district:600.01|city:400,IN_KIND:partner:0.05,2010-03-01,2010-12-31,一村一策,EXAMPLE\n");
  ASSERT_OK(imported);
  ASSERT_EQ(imported->rows.size(), 1U);
  EXPECT_THAT(imported->rows.front(), test::EqualsProto(R"pb(
                line: 2
                project_id: 'p'
                project {
                  display_name: '荷塘'
                  villages { village: 'villages/420115002201' share_basis_points: 7000 }
                  villages { village: 'villages/420115002202' share_basis_points: 3000 }
                  category: ECONOMIC_DEVELOPMENT
                  model: RURAL_TOURISM
                  sponsor: 'organizations/water'
                  budget {
                    source: 'district'
                    amount { currency_code: 'CNY' units: 600 nanos: 10000000 }
                  }
                  budget {
                    source: 'city'
                    amount { currency_code: 'CNY' units: 400 }
                  }
                  declared_funds {
                    kind: IN_KIND
                    source: 'partner'
                    amount { currency_code: 'CNY' nanos: 50000000 }
                  }
                  campaign: 'campaigns/ponds'
                  planned_start_date { year: 2010 month: 3 day: 1 }
                  planned_end_date { year: 2010 month: 12 day: 31 }
                  strategy: '一村一策'
                  data_origin: EXAMPLE
                })pb"));
}

TEST(ParseProjects, RequiredColumnsAlone_AreEnough) {
  const auto imported = Parsed(Row("420115002201:10000", "INFRASTRUCTURE", "city:1", "2010-03-01"));
  ASSERT_OK(imported);
  EXPECT_EQ(imported->rows.front().project().campaign(), "");
}

TEST(ParseProjects, WhatIsNoValueOfItsColumn_IsNamedWithItsLine) {
  const std::string villages = "420115002201:10000";
  EXPECT_THAT(Problem(Row("420115002201", "INFRASTRUCTURE", "city:1", "2010-03-01")),
              HasSubstr("line 2, column 3 (villages): \"420115002201\" is no value"));
  EXPECT_THAT(Problem(Row("420115002201:1x", "INFRASTRUCTURE", "city:1", "2010-03-01")),
              HasSubstr("villages"));
  EXPECT_THAT(Problem(Row(villages, "ROAD", "city:1", "2010-03-01")), HasSubstr("category"));
  EXPECT_THAT(Problem(Row(villages, "INFRASTRUCTURE", "city:1.001", "2010-03-01")),
              HasSubstr("budget"));
  EXPECT_THAT(Problem(Row(villages, "INFRASTRUCTURE", "city", "2010-03-01")), HasSubstr("budget"));
  EXPECT_THAT(Problem(Row(villages, "INFRASTRUCTURE", "city:1", "2010-02-30")),
              HasSubstr("planned_start_date"));
}

TEST(ParseProjects, ColumnsThatAreMissingOrUnknown_AreNamed) {
  EXPECT_THAT(Problem(""), HasSubstr("empty"));
  EXPECT_THAT(Problem("id\n"), HasSubstr("is missing"));
  EXPECT_THAT(Problem("id,colour\n"), HasSubstr("\"colour\""));
  EXPECT_THAT(Problem(kRequired + std::string("a,b\n")), HasSubstr("line 2: 2 cells"));
}

}  // namespace
}  // namespace cobuild::cli
