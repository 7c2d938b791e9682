#include "services/assessment/rpc/feed_source.h"

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "services/assessment/rpc/convert_metric.h"

namespace cobuild::assessment {

absl::StatusOr<std::vector<feed::v1::Change>> FeedSource::List(int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<MetricChange> changes,
                           store_.ReadChanges(after, limit));
  std::vector<feed::v1::Change> protos;
  protos.reserve(changes.size());
  for (const MetricChange& change : changes) {
    feed::v1::Change proto = feed::ToProto(change.change);
    proto.mutable_resource()->PackFrom(ToProto(change.metric));
    protos.push_back(std::move(proto));
  }
  return protos;
}

}  // namespace cobuild::assessment
