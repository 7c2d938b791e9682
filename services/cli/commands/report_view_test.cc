#include "services/cli/commands/report_view.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "services/cli/golden.h"

namespace cobuild::cli {
namespace {

assessment::v1::ProgrammeReport Report() {
  assessment::v1::ProgrammeReport report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        claims {
          id: "F05"
          statement: "51个集体经济空壳村"
          claimed_value: "51"
          relation: "="
          computed_value: "51"
          rendered_value: "51个"
          unit: "village"
          verdict: PROVEN
          period: "cohort of 2010-01-01"
          as_of: "2010-01-01"
          perimeter: "perimeters/jiangxia-programme"
          definition: "villages@1"
          data_origin: EXAMPLE
        }
        claims {
          id: "F14"
          statement: "(空壳村)均超过5万元"
          claimed_value: "50000.00"
          relation: "every >"
          computed_value: "49000.00"
          rendered_value: "49000.00元"
          unit: "CNY"
          verdict: REFUTED
          violators {
            village: "villages/420115010201"
            display_name: "光明村村委会"
            value: "49000.00"
          }
          violators {
            village: "villages/420115010202"
            display_name: "群力村村委会"
            value: "50000.00"
          }
          period: "2011"
          as_of: "2011-12-31"
          perimeter: "perimeters/jiangxia-programme, HOLLOW_ECONOMY on 2010-01-01"
          definition: "collective_income_gross@1"
          data_origin: EXAMPLE
        }
        claims {
          id: "F27"
          statement: "全区调整62名党支部书记"
          claimed_value: "62"
          relation: "="
          unit: "person"
          verdict: UNDEFINED
          period: "8th village election"
          as_of: "election date"
        }
        known_at { seconds: 1331683200 }
        positions { registry: 565 finance: 4012 projects: 972 }
        data_origin: EXAMPLE)pb",
      &report));
  return report;
}

TEST(ReportTable, ExampleReport_IsAsKept) { ExpectGolden("report.txt", ReportTable(Report())); }

TEST(ReportRows, ExampleReport_IsAsKept) {
  ExpectGolden("report.json", Dump(ReportRows(Report())) + "\n");
}

TEST(ReportCsv, ExampleReport_IsAsKept) { ExpectGolden("report.csv", ReportCsv(Report())); }

TEST(ReportRows, LatestKnowledge_IsNull) {
  assessment::v1::ProgrammeReport report = Report();
  report.clear_known_at();
  EXPECT_TRUE(ReportRows(report)[0].at("known_at").is_null());
}

TEST(ReportTable, RecordedData_IsNotCalledAnExample) {
  assessment::v1::ProgrammeReport report = Report();
  report.set_data_origin(type::v1::RECORDED);
  EXPECT_EQ(ReportTable(report).find("example data"), std::string::npos);
}

TEST(ReportTable, ManyViolators_ShowsTwentyAndCountsTheRest) {
  assessment::v1::ProgrammeReport report = Report();
  assessment::v1::ClaimResult& claim = *report.mutable_claims(1);
  while (claim.violators_size() < 25) claim.add_violators()->set_village("villages/x");
  const std::string table = ReportTable(report);
  EXPECT_NE(table.find("and 5 more"), std::string::npos);
}

TEST(ReportTable, ViolatorsOfAClaimThatIsNotRefuted_AreNotShown) {
  assessment::v1::ProgrammeReport report = Report();
  report.mutable_claims(1)->set_verdict(assessment::v1::CONSISTENT);
  EXPECT_EQ(ReportTable(report).find("violated by"), std::string::npos);
}

}  // namespace
}  // namespace cobuild::cli
