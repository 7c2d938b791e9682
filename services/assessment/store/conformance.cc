#include "services/assessment/store/conformance.h"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "common/base/status_macros.h"
#include "common/testing/status_matchers.h"

namespace cobuild::assessment {
namespace {

using test::HasCode;
using test::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;

constexpr base::Timestamp kNow{1'700'000'000'000'000};

Metric Income(int version) {
  return {.key = {"collective_income", version},
          .description = "村级集体经济收入 of a year",
          .fact = Fact::kVillageIncome,
          .income_definition = "collective_income_gross@1"};
}

Metric Villages() {
  return {.key = {"villages", 1}, .description = "villages", .fact = Fact::kVillage};
}

feed::Request RequestOf(const Metric& metric) {
  return {.principal = "machine/test",
          .method = "cobuild.assessment.v1.MetricService/CreateMetric",
          .id = "request-" + FormatMetricKey(metric.key),
          .digest = DigestOf(metric)};
}

// A metric as the store gives it back from `position`.
Metric At(Metric metric, int64_t position) {
  metric.position = position;
  metric.record_time = {kNow.micros + position - 1};
  return metric;
}

}  // namespace

absl::Status StoreConformance::Record(const Metric& metric) {
  return store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
    Metric recorded = metric;
    recorded.position = head.position + 1;
    recorded.record_time = feed::NextRecordTime(head, kNow);
    COBUILD_RETURN_IF_ERROR(writer.Insert(recorded));
    return writer.log().Publish(RequestOf(metric), kNow, {MetricName(metric.key)}).status();
  });
}

TEST_P(StoreConformance, Find_Recorded_GivesEveryField) {
  ASSERT_OK(Record(Income(1)));
  EXPECT_THAT(store().Find({"collective_income", 1}), IsOkAndHolds(Optional(At(Income(1), 1))));
}

TEST_P(StoreConformance, Find_VillageMetric_HasNoDefinition) {
  ASSERT_OK(Record(Villages()));
  EXPECT_THAT(store().Find({"villages", 1}), IsOkAndHolds(Optional(At(Villages(), 1))));
}

TEST_P(StoreConformance, Find_EveryFact_IsKeptWithItsQualifier) {
  int64_t position = 0;
  for (const FactTraits& traits : AllFacts()) {
    Metric metric{.key = {"metric_" + std::to_string(position), 1},
                  .description = std::string(traits.name),
                  .fact = traits.fact};
    if (traits.fact == Fact::kVillageIncome) {
      metric.income_definition = "collective_income_gross@1";
    } else {
      metric.qualifier = std::string(63, 'Q');
    }
    ASSERT_OK(Record(metric)) << traits.name;
    EXPECT_THAT(store().Find(metric.key), IsOkAndHolds(Optional(At(metric, ++position))));
  }
}

TEST_P(StoreConformance, Find_OtherVersionOrCase_GivesNothing) {
  ASSERT_OK(Record(Income(1)));
  EXPECT_THAT(store().Find({"collective_income", 2}), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(store().Find({"Collective_income", 1}), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(StoreConformance, List_ManyVersions_AreInOrderOfIdThenNumber) {
  ASSERT_OK(Record(Villages()));
  for (int version = 1; version <= 10; ++version) ASSERT_OK(Record(Income(version)));
  ASSERT_OK_AND_ASSIGN(const std::vector<Metric> metrics, store().List(std::nullopt, 100));
  ASSERT_EQ(metrics.size(), 11u);
  for (int version = 1; version <= 10; ++version) {
    EXPECT_EQ(metrics[static_cast<size_t>(version - 1)].key,
              (MetricKey{"collective_income", version}));
  }
  EXPECT_EQ(metrics.back().key, (MetricKey{"villages", 1}));
}

TEST_P(StoreConformance, List_AfterAKey_GivesTheNextUpToTheLimit) {
  ASSERT_OK(Record(Villages()));
  for (int version = 1; version <= 3; ++version) ASSERT_OK(Record(Income(version)));
  EXPECT_THAT(store().List(MetricKey{"collective_income", 1}, 2),
              IsOkAndHolds(ElementsAre(At(Income(2), 3), At(Income(3), 4))));
  EXPECT_THAT(store().List(MetricKey{"collective_income", 3}, 2),
              IsOkAndHolds(ElementsAre(At(Villages(), 1))));
  EXPECT_THAT(store().List(MetricKey{"villages", 1}, 2), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreConformance, LatestVersion_CountsOwnWritesAndNoOtherMetric) {
  ASSERT_OK(Record(Villages()));
  EXPECT_OK(store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    EXPECT_THAT(writer.LatestVersion("collective_income"), IsOkAndHolds(0));
    COBUILD_RETURN_IF_ERROR(writer.Insert(At(Income(1), 2)));
    EXPECT_THAT(writer.LatestVersion("collective_income"), IsOkAndHolds(1));
    EXPECT_THAT(writer.LatestVersion("villages"), IsOkAndHolds(1));
    EXPECT_THAT(writer.Find({"collective_income", 1}), IsOkAndHolds(Optional(At(Income(1), 2))));
    return writer.log()
        .Publish(RequestOf(Income(1)), kNow, {"metrics/collective_income@1"})
        .status();
  }));
}

TEST_P(StoreConformance, Insert_VersionThatExists_IsInternal) {
  ASSERT_OK(Record(Income(1)));
  EXPECT_THAT(store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    return writer.Insert(At(Income(1), 2));
  }),
              HasCode(absl::StatusCode::kInternal));
}

TEST_P(StoreConformance, ReadWrite_BodyFails_NothingStays) {
  EXPECT_THAT(store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    COBUILD_RETURN_IF_ERROR(writer.Insert(At(Income(1), 1)));
    COBUILD_RETURN_IF_ERROR(
        writer.log().Publish(RequestOf(Income(1)), kNow, {"metrics/collective_income@1"}).status());
    return absl::FailedPreconditionError("changed its mind");
  }),
              HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(store().Find({"collective_income", 1}), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(store().ReadChanges(0, 10), IsOkAndHolds(IsEmpty()));
  ASSERT_OK_AND_ASSIGN(const feed::Head head, store().ReadHead());
  EXPECT_EQ(head.position, 0);
}

TEST_P(StoreConformance, ReadChanges_GivesEachChangeWithItsMetric) {
  ASSERT_OK(Record(Villages()));
  ASSERT_OK(Record(Income(1)));
  ASSERT_OK(Record(Income(2)));
  ASSERT_OK_AND_ASSIGN(const std::vector<MetricChange> changes, store().ReadChanges(1, 1));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].metric, At(Income(1), 2));
  EXPECT_EQ(changes[0].change.position, 2);
  EXPECT_EQ(changes[0].change.resource_name, "metrics/collective_income@1");
  EXPECT_EQ(changes[0].change.actor, "machine/test");
  EXPECT_EQ(changes[0].change.request_id, "request-collective_income@1");
  EXPECT_EQ(changes[0].change.record_time, changes[0].metric.record_time);
  ASSERT_OK_AND_ASSIGN(const feed::Head head, store().ReadHead());
  EXPECT_EQ(head.position, 3);
}

TEST_P(StoreConformance, FindOutcome_AfterCommit_KnowsTheRequest) {
  ASSERT_OK(Record(Income(1)));
  EXPECT_OK(store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    EXPECT_THAT(writer.log().FindOutcome(RequestOf(Income(1))),
                IsOkAndHolds(Optional(feed::Outcome{"metrics/collective_income@1", 1})));
    return absl::OkStatus();
  }));
}

TEST_P(StoreConformance, Commits_AfterAWrite_WakesWhoWaits) {
  ASSERT_OK(Record(Income(1)));
  EXPECT_TRUE(
      store().commits().WaitBeyond(0, std::chrono::steady_clock::now() + std::chrono::seconds(10)));
}

TEST_P(StoreConformance, ReadWrite_ManyWriters_TakeTurns) {
  constexpr int kWriters = 4;
  constexpr int kEach = 5;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([this, writer] {
      for (int version = 1; version <= kEach; ++version) {
        Metric metric = Income(version);
        metric.key.id = "metric_" + std::to_string(writer);
        EXPECT_OK(Record(metric));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  ASSERT_OK_AND_ASSIGN(const std::vector<MetricChange> changes, store().ReadChanges(0, 100));
  ASSERT_EQ(changes.size(), static_cast<size_t>(kWriters * kEach));
  for (size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].change.position, static_cast<int64_t>(i + 1));
    EXPECT_EQ(changes[i].change.resource_name, MetricName(changes[i].metric.key));
  }
}

}  // namespace cobuild::assessment
