#include "services/assessment/app/read_metrics.h"

#include <algorithm>

#include "services/assessment/domain/decide_metric.h"

namespace cobuild::assessment {

absl::StatusOr<Record<Metric>> GetMetric(const LiveAssessment& live, const MetricKey& key) {
  return live.Read([&](const Assessment& assessment) {
    return FindMetric(assessment, key, assessment.position());
  });
}

// Ids alone would put version 10 before 2, so all of them are put in order: they are few.
MetricPage ListMetrics(const LiveAssessment& live, const std::optional<MetricKey>& after,
                       int size) {
  MetricPage page;
  const auto take = [&](const Record<Metric>& metric) {
    if (!after || *after < metric.facts.key) page.metrics.push_back(metric);
    return true;
  };
  live.Read([&](const Assessment& assessment) {
    assessment.Of<Metric>().VisitAfter("", assessment.position(), take);
  });
  std::ranges::sort(page.metrics, {}, [](const Record<Metric>& metric) -> const MetricKey& {
    return metric.facts.key;
  });
  page.more = page.metrics.size() > static_cast<size_t>(size);
  if (page.more) page.metrics.resize(static_cast<size_t>(size));
  return page;
}

}  // namespace cobuild::assessment
