#include "services/assessment/app/read_metrics.h"

#include "common/base/status_macros.h"
#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {

absl::StatusOr<Metric> GetMetric(Store& store, const MetricKey& key) {
  COBUILD_ASSIGN_OR_RETURN(std::optional<Metric> metric, store.Find(key));
  if (!metric) return MetricNotFound(key);
  return *std::move(metric);
}

absl::StatusOr<MetricPage> ListMetrics(Store& store, const std::optional<MetricKey>& after,
                                       int size) {
  MetricPage page;
  // One more than asked for tells whether another page follows.
  COBUILD_ASSIGN_OR_RETURN(page.metrics, store.List(after, size + 1));
  page.more = page.metrics.size() > static_cast<size_t>(size);
  if (page.more) page.metrics.pop_back();
  return page;
}

}  // namespace cobuild::assessment
