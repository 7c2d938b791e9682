#include "services/assessment/app/create_metric.h"

#include "common/records/use_cases.h"
#include "services/assessment/domain/decide_metric.h"

namespace cobuild::assessment {

absl::StatusOr<Record<Metric>> CreateMetric(LiveAssessment& live, ChangeRequest change,
                                            const Metric& metric) {
  change.request.digest = DigestOf(metric);
  return records::RecordOne<Metric>(live, change, [&](const Assessment& assessment) {
    return DecideCreateMetric(assessment, metric);
  });
}

}  // namespace cobuild::assessment
