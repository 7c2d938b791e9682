#include "services/assessment/domain/decide_metric.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/testing/put_record.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using test::Refuses;

Metric Villages(int version) { return {.key = {"villages", version}, .description = "villages"}; }

class DecideMetricTest : public ::testing::Test {
 protected:
  void Have(const Metric& metric) {
    Put<Metric>(assessment_, {FormatMetricKey(metric.key), metric});
  }

  Assessment assessment_;
};

TEST_F(DecideMetricTest, NextVersion_IsAccepted) {
  ASSERT_OK_AND_ASSIGN(const auto first, DecideCreateMetric(assessment_, Villages(1)));
  EXPECT_EQ(first.id, "villages@1");
  Have(Villages(1));
  ASSERT_OK_AND_ASSIGN(const auto second, DecideCreateMetric(assessment_, Villages(2)));
  EXPECT_EQ(second.facts, Villages(2));
}

TEST_F(DecideMetricTest, VersionThatExistsOrLeavesAGap_IsRefused) {
  EXPECT_STATUS(DecideCreateMetric(assessment_, Villages(2)),
                Refuses(StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
  Have(Villages(1));
  EXPECT_STATUS(DecideCreateMetric(assessment_, Villages(1)),
                Refuses(StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
  const auto refused = DecideCreateMetric(assessment_, Villages(3));
  ASSERT_STATUS(refused, Refuses(StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
  EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("next_version"), "2");
}

TEST_F(DecideMetricTest, VersionsOfAnotherMetric_DoNotCount) {
  Have(Villages(1));
  Metric other = Villages(1);
  other.key.id = "village";
  EXPECT_OK(DecideCreateMetric(assessment_, other));
}

TEST_F(DecideMetricTest, Find_IsByWhatWasKnownAtThePosition) {
  Have(Villages(1));
  Have(Villages(2));
  EXPECT_STATUS(FindMetric(assessment_, {"villages", 2}, 1),
                Refuses(StatusCode::kNotFound, "METRIC_NOT_FOUND"));
  EXPECT_EQ(FindMetric(assessment_, {"villages", 2}, 2)->facts, Villages(2));
  EXPECT_STATUS(FindMetric(assessment_, {"Villages", 1}, 2),
                Refuses(StatusCode::kNotFound, "METRIC_NOT_FOUND"));
}

TEST_F(DecideMetricTest, LastMetricPosition_CountsNothingButMetrics) {
  EXPECT_EQ(LastMetricPosition(assessment_, 0), 0);
  Have(Villages(1));
  Have(Villages(2));
  Put<Report>(assessment_, {"r", {}});
  EXPECT_EQ(LastMetricPosition(assessment_, 3), 2);
  EXPECT_EQ(LastMetricPosition(assessment_, 1), 1);
  EXPECT_EQ(LastMetricPosition(assessment_, 99), 2);
}

}  // namespace
}  // namespace cobuild::assessment
