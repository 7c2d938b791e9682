#include "services/assessment/app/create_metric.h"

#include <optional>

#include "common/base/status_macros.h"

namespace cobuild::assessment {
namespace {

// What an earlier run of the same request made.
absl::StatusOr<Metric> Rebuild(Writer& writer, const feed::Outcome& outcome, const MetricKey& key) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Metric> metric, writer.Find(key));
  if (!metric || metric->position != outcome.position) {
    return absl::InternalError("the outcome of a request names no metric");
  }
  return *std::move(metric);
}

absl::StatusOr<Metric> Create(Writer& writer, const CreateMetricCommand& command) {
  const feed::Request request{.principal = command.principal,
                              .method = command.method,
                              .id = command.request_id,
                              .digest = DigestOf(command.metric)};
  COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
  COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(request));
  if (outcome) return Rebuild(writer, *outcome, command.metric.key);
  COBUILD_ASSIGN_OR_RETURN(const int latest_version, writer.LatestVersion(command.metric.key.id));
  COBUILD_ASSIGN_OR_RETURN(Metric metric, DecideMetric(latest_version, command.metric));
  if (command.validate_only) return metric;
  metric.position = head.position + 1;
  metric.record_time = feed::NextRecordTime(head, command.now);
  COBUILD_RETURN_IF_ERROR(writer.Insert(metric));
  COBUILD_RETURN_IF_ERROR(
      writer.log().Publish(request, command.now, {MetricName(metric.key)}).status());
  return metric;
}

}  // namespace

absl::StatusOr<Metric> CreateMetric(Store& store, const CreateMetricCommand& command) {
  Metric created;
  COBUILD_RETURN_IF_ERROR(store.ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(created, Create(writer, command));
    return absl::OkStatus();
  }));
  return created;
}

}  // namespace cobuild::assessment
