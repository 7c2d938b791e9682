// Metrics through a real server: what comes back on the wire, and what the feed tells.
#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using test::EqualsMessage;
using test::EqualsProto;
using test::HasCode;
using test::Refuses;

constexpr char kCreateVillages[] =
    "request_id: 'a' metric { metric_id: 'villages' version: 1 description: '村' fact: VILLAGE }";

class MetricServiceTest : public AssessmentServerTest {
 protected:
  absl::StatusOr<v1::Metric> Get(const std::string& name) {
    v1::GetMetricRequest request;
    request.set_name(name);
    return Call(metrics(), &v1::MetricService::Stub::GetMetric, request);
  }
  absl::StatusOr<v1::ListMetricsResponse> List(int page_size, const std::string& page_token = "") {
    v1::ListMetricsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Call(metrics(), &v1::MetricService::Stub::ListMetrics, request);
  }
};

TEST_F(MetricServiceTest, CreateMetric_GivesTheMetricAndFeedsIt) {
  ASSERT_OK_AND_ASSIGN(v1::Metric metric, Create(kCreateVillages));
  EXPECT_THAT(Get("metrics/villages@1"), test::IsOkAndHolds(EqualsMessage(metric)));

  ASSERT_OK_AND_ASSIGN(const auto changes, Call(feed(), &feed::v1::FeedService::Stub::ListChanges,
                                                feed::v1::ListChangesRequest()));
  ASSERT_EQ(changes.changes_size(), 1);
  EXPECT_EQ(changes.changes(0).resource_name(), "metrics/villages@1");
  EXPECT_EQ(changes.changes(0).actor(), "machine/assessor");
  v1::Metric recorded;
  ASSERT_TRUE(changes.changes(0).resource().UnpackTo(&recorded));
  EXPECT_THAT(recorded, EqualsMessage(metric));

  metric.clear_record_time();
  EXPECT_THAT(metric, EqualsProto(R"pb(
                name: "metrics/villages@1"
                metric_id: "villages"
                version: 1
                description: "村"
                fact: VILLAGE
                position: 1
              )pb"));
}

TEST_F(MetricServiceTest, CreateMetric_OutputFieldsOfTheRequest_AreIgnored) {
  ASSERT_OK_AND_ASSIGN(const v1::Metric metric,
                       Create("request_id: 'a' metric { name: 'metrics/other@9' position: 99 "
                              "record_time { seconds: 1 } metric_id: 'villages' version: 1 "
                              "description: 'd' fact: VILLAGE }"));
  EXPECT_EQ(metric.name(), "metrics/villages@1");
  EXPECT_EQ(metric.position(), 1);
}

TEST_F(MetricServiceTest, CreateMetric_Again_GivesTheSameAndOtherContentIsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::Metric metric, Create(kCreateVillages));
  EXPECT_THAT(Create(kCreateVillages), test::IsOkAndHolds(EqualsMessage(metric)));
  EXPECT_STATUS(
      Create("request_id: 'a' metric { metric_id: 'villages' version: 2 description: '村' "
             "fact: VILLAGE }"),
      Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(
      Create("request_id: 'b' metric { metric_id: 'villages' version: 1 description: '村' "
             "fact: VILLAGE }"),
      Refuses(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT"));
}

TEST_F(MetricServiceTest, CreateMetric_ValidateOnly_HasNoPositionAndNoTime) {
  ASSERT_OK_AND_ASSIGN(const v1::Metric metric,
                       Create(std::string(kCreateVillages) + " validate_only: true"));
  EXPECT_EQ(metric.position(), 0);
  EXPECT_FALSE(metric.has_record_time());
  EXPECT_STATUS(Get("metrics/villages@1"),
                Refuses(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND"));
}

TEST_F(MetricServiceTest, CreateMetric_ByAViewer_IsDeniedAndReadingIsNot) {
  const auto viewer = MetricsAs("machine/viewer");
  EXPECT_STATUS(Call(*viewer, &v1::MetricService::Stub::CreateMetric,
                     Parse<v1::CreateMetricRequest>(kCreateVillages)),
                HasCode(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Call(*viewer, &v1::MetricService::Stub::ListMetrics, v1::ListMetricsRequest()));
}

TEST_F(MetricServiceTest, ListMetrics_PageByPage_IsInOrder) {
  CreateProgrammeMetrics(live_);
  ASSERT_OK_AND_ASSIGN(const v1::ListMetricsResponse first, List(2));
  ASSERT_EQ(first.metrics_size(), 2);
  EXPECT_EQ(first.metrics(0).name(), "metrics/agricultural_fund@1");
  EXPECT_EQ(first.metrics(0).fact(), v1::FUND_YEAR);
  EXPECT_EQ(first.metrics(0).qualifier(), "agricultural-development");
  EXPECT_EQ(first.metrics(1).name(), "metrics/centres_in_use@1");
  ASSERT_OK_AND_ASSIGN(const v1::ListMetricsResponse second, List(24, first.next_page_token()));
  ASSERT_EQ(second.metrics_size(), 24);
  EXPECT_EQ(second.metrics(0).name(), "metrics/collective_income@1");
  EXPECT_EQ(second.metrics(0).income_definition(), "collective_income_gross@1");
  EXPECT_EQ(second.metrics(23).name(), "metrics/young_members@1");
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(MetricServiceTest, WatchChanges_SeesAMetricAsItIsCreated) {
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  const auto reader = feed().WatchChanges(context.get(), feed::v1::WatchChangesRequest());
  ASSERT_OK(Create(kCreateVillages));
  feed::v1::WatchChangesResponse message;
  while (message.changes_size() == 0 && reader->Read(&message)) {
  }
  ASSERT_EQ(message.changes_size(), 1);
  EXPECT_EQ(message.changes(0).resource_name(), "metrics/villages@1");
  context->TryCancel();
}

}  // namespace
}  // namespace cobuild::assessment
