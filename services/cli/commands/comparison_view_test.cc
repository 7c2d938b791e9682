#include "services/cli/commands/comparison_view.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include "services/cli/golden.h"

namespace cobuild::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

assessment::v1::CompareReportsResponse Comparison() {
  assessment::v1::CompareReportsResponse comparison;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        claims {
          id: "F05"
          statement: "51个集体经济空壳村"
          base_value: "51"
          other_value: "51"
          base_rendered_value: "51个"
          other_rendered_value: "51个"
          base_verdict: PROVEN
          other_verdict: PROVEN
        }
        claims {
          id: "F14"
          statement: "(空壳村)均超过5万元"
          base_value: "70700.00"
          other_value: "49000.00"
          base_rendered_value: "最低7.07万元"
          other_rendered_value: "最低4.9万元"
          base_verdict: PROVEN
          other_verdict: REFUTED
          changes: VALUE_CHANGED
          changes: VERDICT_CHANGED
          changes: VIOLATORS_CHANGED
        }
        changed_count: 1
        base_content_digest: "aa"
        other_content_digest: "bb"
        base_positions { registry: 565 finance: 4012 projects: 972 }
        other_positions { registry: 565 finance: 4015 projects: 973 }
        position: 20)pb",
      &comparison));
  return comparison;
}

TEST(ComparisonTable, OneClaimChanged_IsAsKept) {
  ExpectGolden("comparison.txt", ComparisonTable(Comparison()));
}

TEST(ComparisonTable, NothingChanged_HasNoLines) {
  assessment::v1::CompareReportsResponse comparison = Comparison();
  comparison.mutable_claims(1)->clear_changes();
  comparison.set_changed_count(0);
  const std::string table = ComparisonTable(comparison);
  EXPECT_THAT(table, HasSubstr("0 of 2 claims changed\n"));
  EXPECT_THAT(table, Not(HasSubstr("F14")));
}

TEST(ComparisonCsv, EveryClaim_HasItsLine) {
  ExpectGolden("comparison.csv", ComparisonCsv(Comparison()));
}

}  // namespace
}  // namespace cobuild::cli
