// What the alert rules of deploy/alerts/reconciliation.yml look at.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "common/base/time.h"
#include "common/obs/metrics.h"
#include "services/reconciliation/app/live_reconciliation.h"

namespace cobuild::reconciliation {

// One thread at a time.
class RunMetrics {
 public:
  // `metrics` outlives it.
  explicit RunMetrics(obs::Metrics& metrics);

  // Sets all of them to what is recorded.
  void Update(const LiveReconciliation& live, base::Timestamp now);

 private:
  using Series = std::pair<std::string, std::string>;  // check, class

  obs::Metrics& metrics_;
  std::map<Series, obs::Gauge> open_breaks_;
  obs::Gauge oldest_break_;
  obs::Gauge last_certificate_;
  obs::Gauge not_compared_;
  obs::Gauge in_flight_;
};

}  // namespace cobuild::reconciliation
