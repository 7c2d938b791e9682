// CreateMetric, GetMetric and ListMetrics.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/read_metrics.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {
namespace {

using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr base::Timestamp kNow{1'700'000'000'000'000};

CreateMetricCommand Command(int version, std::string request_id) {
  return {.metric = {.key = {"villages", version}, .description = "villages"},
          .principal = "machine/test",
          .method = "CreateMetric",
          .request_id = std::move(request_id),
          .validate_only = false,
          .now = kNow};
}

class MetricsTest : public ::testing::Test {
 protected:
  int64_t Head() { return store_.ReadHead()->position; }
  MemoryStore store_;
};

TEST_F(MetricsTest, CreateMetric_FirstVersion_IsRecordedWithItsPosition) {
  ASSERT_OK_AND_ASSIGN(const Metric created, CreateMetric(store_, Command(1, "a")));
  EXPECT_EQ(created.position, 1);
  EXPECT_EQ(created.record_time, kNow);
  EXPECT_THAT(GetMetric(store_, {"villages", 1}), IsOkAndHolds(created));
  ASSERT_OK_AND_ASSIGN(const std::vector<MetricChange> changes, store_.ReadChanges(0, 10));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].change.resource_name, "metrics/villages@1");
  EXPECT_EQ(changes[0].change.request_id, "a");
}

TEST_F(MetricsTest, CreateMetric_SameRequestAgain_GivesTheFirstOutcome) {
  ASSERT_OK_AND_ASSIGN(const Metric first, CreateMetric(store_, Command(1, "a")));
  ASSERT_OK(CreateMetric(store_, Command(2, "b")));
  CreateMetricCommand again = Command(1, "a");
  again.now = {kNow.micros + 1'000'000};
  EXPECT_THAT(CreateMetric(store_, again), IsOkAndHolds(first));
  EXPECT_EQ(Head(), 2);
}

TEST_F(MetricsTest, CreateMetric_SameIdOtherContent_IsRefusedBeforeTheVersion) {
  ASSERT_OK(CreateMetric(store_, Command(1, "a")));
  CreateMetricCommand other = Command(1, "a");
  other.metric.description = "other";
  EXPECT_THAT(CreateMetric(store_, other),
              Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(MetricsTest, CreateMetric_SameIdOfAnotherPrincipal_IsAnotherRequest) {
  ASSERT_OK(CreateMetric(store_, Command(1, "a")));
  CreateMetricCommand other = Command(2, "a");
  other.principal = "machine/other";
  EXPECT_OK(CreateMetric(store_, other));
}

TEST_F(MetricsTest, CreateMetric_VersionNotNext_StoresNothingAndLeavesTheIdFree) {
  EXPECT_THAT(CreateMetric(store_, Command(2, "a")),
              Refuses(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
  EXPECT_EQ(Head(), 0);
  EXPECT_OK(CreateMetric(store_, Command(1, "a")));
}

TEST_F(MetricsTest, CreateMetric_ValidateOnly_ChecksAndStoresNothing) {
  CreateMetricCommand command = Command(1, "a");
  command.validate_only = true;
  ASSERT_OK_AND_ASSIGN(const Metric metric, CreateMetric(store_, command));
  EXPECT_EQ(metric.position, 0);
  EXPECT_EQ(metric.key, command.metric.key);
  EXPECT_EQ(Head(), 0);
  command.metric.key.version = 2;
  EXPECT_THAT(CreateMetric(store_, command),
              Refuses(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
}

TEST_F(MetricsTest, GetMetric_Unknown_IsNotFound) {
  EXPECT_THAT(GetMetric(store_, {"villages", 1}),
              Refuses(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND"));
}

TEST_F(MetricsTest, ListMetrics_PageByPage_HasEachOnce) {
  for (int version = 1; version <= 5; ++version) {
    ASSERT_OK(CreateMetric(store_, Command(version, std::to_string(version))));
  }
  std::vector<int> versions;
  std::optional<MetricKey> after;
  bool more = true;
  while (more) {
    ASSERT_OK_AND_ASSIGN(const MetricPage page, ListMetrics(store_, after, 2));
    for (const Metric& metric : page.metrics) versions.push_back(metric.key.version);
    after = page.metrics.back().key;
    more = page.more;
  }
  EXPECT_THAT(versions, ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(MetricsTest, ListMetrics_ExactlyAPage_HasNoMore) {
  ASSERT_OK(CreateMetric(store_, Command(1, "a")));
  ASSERT_OK_AND_ASSIGN(const MetricPage page, ListMetrics(store_, std::nullopt, 1));
  EXPECT_EQ(page.metrics.size(), 1u);
  EXPECT_FALSE(page.more);
}

TEST_F(MetricsTest, ListMetrics_Empty_IsEmpty) {
  ASSERT_OK_AND_ASSIGN(const MetricPage page, ListMetrics(store_, std::nullopt, 50));
  EXPECT_THAT(page.metrics, IsEmpty());
  EXPECT_FALSE(page.more);
}

}  // namespace
}  // namespace cobuild::assessment
