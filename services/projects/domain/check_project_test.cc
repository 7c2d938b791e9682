#include "services/projects/domain/check_project.h"

#include <gmock/gmock.h>

#include <functional>

#include "common/testing/status_matchers.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using test::HasViolation;

absl::Status Check(const std::function<void(Statement&)>& edit,
                   Statement stated = TourismStatement()) {
  edit(stated);
  error::Violations violations;
  CheckStatement(violations, stated);
  return std::move(violations).Finish();
}

TEST(CheckStatement, WhatTestsStartFrom_IsSound) {
  EXPECT_OK(Check([](Statement&) {}));
  EXPECT_OK(Check([](Statement&) {}, RoadStatement()));
}

TEST(CheckStatement, SharesThatAreNotAHundredPercent) {
  for (const int64_t share : {2'999, 3'001}) {
    EXPECT_STATUS(Check([&](Statement& stated) { stated.villages[1].share_basis_points = share; }),
                  HasViolation("project.villages", "SHARES_NOT_100_PERCENT"));
  }
}

TEST(CheckStatement, AShareThatIsNone) {
  for (const int64_t share : {-1, 0, 10'001}) {
    EXPECT_STATUS(Check([&](Statement& stated) { stated.villages[1].share_basis_points = share; }),
                  HasViolation("project.villages[1].share_basis_points", "OUT_OF_RANGE"));
  }
}

TEST(CheckStatement, WhatIsThereTwice) {
  EXPECT_STATUS(Check([](Statement& stated) { stated.villages[1].village_code = kRiver; }),
                HasViolation("project.villages[1].village", "DUPLICATE"));
  EXPECT_STATUS(Check([](Statement& stated) { stated.budget[1].source = "district"; }),
                HasViolation("project.budget[1].source", "DUPLICATE"));
  EXPECT_STATUS(
      Check([](Statement& stated) { stated.declared_funds[1] = stated.declared_funds[0]; }),
      HasViolation("project.declared_funds[1].source", "DUPLICATE"));
  // One source may give in two kinds.
  EXPECT_OK(Check([](Statement& stated) { stated.declared_funds[1].source = "district"; }));
}

TEST(CheckStatement, AModelGoesWithAnEconomicProject) {
  EXPECT_STATUS(Check([](Statement& stated) { stated.model.reset(); }),
                HasViolation("project.model", "REQUIRED"));
  EXPECT_STATUS(
      Check([](Statement& stated) { stated.category = ProjectCategory::kInfrastructure; }),
      HasViolation("project.model", "NOT_APPLICABLE"));
}

TEST(CheckStatement, AmountsAndTheirTotals) {
  for (const int64_t amount : {int64_t{0}, int64_t{-1}, money::kMaxAmount.value + 1, INT64_MAX}) {
    EXPECT_STATUS(Check([&](Statement& stated) { stated.budget[0].amount.value = amount; }),
                  HasViolation("project.budget[0].amount", "OUT_OF_RANGE"));
    EXPECT_STATUS(Check([&](Statement& stated) { stated.declared_funds[1].amount.value = amount; }),
                  HasViolation("project.declared_funds[1].amount", "OUT_OF_RANGE"));
  }
  EXPECT_STATUS(Check([](Statement& stated) { stated.budget[0].amount = money::kMaxAmount; }),
                HasViolation("project.budget", "OUT_OF_RANGE"));
  EXPECT_STATUS(
      Check([](Statement& stated) { stated.declared_funds[0].amount = money::kMaxAmount; }),
      HasViolation("project.declared_funds", "OUT_OF_RANGE"));
  EXPECT_OK(Check([](Statement& stated) {
    stated.budget[0].amount.value = money::kMaxAmount.value - stated.budget[1].amount.value;
  }));
}

TEST(CheckStatement, MoreLinesThanFitTheSum_AreNoOverflow) {
  EXPECT_STATUS(Check([](Statement& stated) {
                  stated.budget.assign(2'000, {"district", money::kMaxAmount});
                }),
                HasViolation("project.budget", "OUT_OF_RANGE"));
}

TEST(CheckStatement, ThePlannedEnd_MayBeTheFirstDayAndNotBefore) {
  EXPECT_OK(Check([](Statement& stated) { stated.planned_end_date = stated.planned_start_date; }));
  EXPECT_STATUS(Check([](Statement& stated) {
                  stated.planned_end_date = {2010, 2, 28};
                }),
                HasViolation("project.planned_end_date", "BEFORE_START"));
}

}  // namespace
}  // namespace cobuild::projects
