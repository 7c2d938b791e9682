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

Metric Villages(int version) { return {.key = {"villages", version}, .description = "villages"}; }

ChangeRequest RequestOf(const std::string& id) {
  return {.request = {"machine/test", "CreateMetric", id, {}},
          .now = kNow,
          .reach = scope::Reach::Everything()};
}

class MetricsTest : public ::testing::Test {
 protected:
  absl::StatusOr<Record<Metric>> Create(int version, const std::string& request_id) {
    return CreateMetric(live_, RequestOf(request_id), Villages(version));
  }
  int64_t Head() { return store_.ReadHead()->position; }

  MemoryStore store_;
  LiveAssessment live_{store_};
};

TEST_F(MetricsTest, CreateMetric_FirstVersion_IsRecordedWithItsPosition) {
  ASSERT_OK_AND_ASSIGN(const Record<Metric> created, Create(1, "a"));
  EXPECT_EQ(created.position, 1);
  EXPECT_EQ(created.record_time, kNow);
  EXPECT_EQ(created.facts, Villages(1));
  EXPECT_THAT(GetMetric(live_, {"villages", 1}), IsOkAndHolds(created));
  ASSERT_OK_AND_ASSIGN(const std::vector<feed::Change> changes, store_.ReadChanges(0, 10));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].resource_name, "metrics/villages@1");
  EXPECT_EQ(changes[0].request_id, "a");
}

TEST_F(MetricsTest, CreateMetric_SameRequestAgain_GivesTheFirstOutcome) {
  ASSERT_OK_AND_ASSIGN(const Record<Metric> first, Create(1, "a"));
  ASSERT_OK(Create(2, "b"));
  ChangeRequest again = RequestOf("a");
  again.now = {kNow.micros + 1'000'000};
  EXPECT_THAT(CreateMetric(live_, again, Villages(1)), IsOkAndHolds(first));
  EXPECT_EQ(Head(), 2);
}

TEST_F(MetricsTest, CreateMetric_SameIdOtherContent_IsRefusedBeforeTheVersion) {
  ASSERT_OK(Create(1, "a"));
  Metric other = Villages(1);
  other.description = "other";
  EXPECT_STATUS(CreateMetric(live_, RequestOf("a"), other),
                Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(MetricsTest, CreateMetric_SameIdOfAnotherPrincipal_IsAnotherRequest) {
  ASSERT_OK(Create(1, "a"));
  ChangeRequest other = RequestOf("a");
  other.request.principal = "machine/other";
  EXPECT_OK(CreateMetric(live_, other, Villages(2)));
}

TEST_F(MetricsTest, CreateMetric_VersionNotNext_StoresNothingAndLeavesTheIdFree) {
  EXPECT_STATUS(Create(2, "a"), Refuses(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
  EXPECT_EQ(Head(), 0);
  EXPECT_OK(Create(1, "a"));
}

TEST_F(MetricsTest, CreateMetric_ValidateOnly_ChecksAndStoresNothing) {
  ChangeRequest change = RequestOf("a");
  change.validate_only = true;
  ASSERT_OK_AND_ASSIGN(const Record<Metric> metric, CreateMetric(live_, change, Villages(1)));
  EXPECT_EQ(metric.position, 0);
  EXPECT_EQ(metric.facts, Villages(1));
  EXPECT_EQ(Head(), 0);
  EXPECT_STATUS(CreateMetric(live_, change, Villages(2)),
                Refuses(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
}

TEST_F(MetricsTest, GetMetric_Unknown_IsNotFound) {
  EXPECT_STATUS(GetMetric(live_, {"villages", 1}),
                Refuses(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND"));
}

TEST_F(MetricsTest, ListMetrics_PageByPage_HasEachOnceInOrderOfVersion) {
  for (int version = 1; version <= 11; ++version) {
    ASSERT_OK(Create(version, std::to_string(version)));
  }
  std::vector<int> versions;
  std::optional<MetricKey> after;
  bool more = true;
  while (more) {
    const MetricPage page = ListMetrics(live_, after, 3);
    for (const auto& metric : page.metrics) versions.push_back(metric.facts.key.version);
    after = page.metrics.back().facts.key;
    more = page.more;
  }
  EXPECT_THAT(versions, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
}

TEST_F(MetricsTest, ListMetrics_ExactlyAPage_HasNoMore) {
  ASSERT_OK(Create(1, "a"));
  const MetricPage page = ListMetrics(live_, std::nullopt, 1);
  EXPECT_EQ(page.metrics.size(), 1u);
  EXPECT_FALSE(page.more);
}

TEST_F(MetricsTest, ListMetrics_Empty_IsEmpty) {
  const MetricPage page = ListMetrics(live_, std::nullopt, 50);
  EXPECT_THAT(page.metrics, IsEmpty());
  EXPECT_FALSE(page.more);
}

}  // namespace
}  // namespace cobuild::assessment
