#include "services/assessment/domain/decide_metric.h"

#include <algorithm>

#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {
namespace {

bool Exists(const Assessment& assessment, const MetricKey& key) {
  return records::FindStanding<Metric>(assessment, FormatMetricKey(key)) != nullptr;
}

}  // namespace

absl::StatusOr<Record<Metric>> FindMetric(const Assessment& assessment, const MetricKey& key,
                                          int64_t position) {
  const Record<Metric>* metric = assessment.Of<Metric>().Find(FormatMetricKey(key), position);
  if (metric == nullptr) return MetricNotFound(key);
  return *metric;
}

int64_t LastMetricPosition(const Assessment& assessment, int64_t position) {
  int64_t last = 0;
  assessment.Of<Metric>().VisitAfter("", position, [&](const Record<Metric>& metric) {
    last = std::max(last, metric.position);
    return true;
  });
  return last;
}

absl::StatusOr<Record<Metric>> DecideCreateMetric(const Assessment& assessment,
                                                  const Metric& wanted) {
  MetricKey next{wanted.key.id, 1};
  while (Exists(assessment, next)) ++next.version;
  if (wanted.key != next) return VersionNotNext(wanted.key, next.version);
  return Record<Metric>{FormatMetricKey(wanted.key), wanted};
}

}  // namespace cobuild::assessment
