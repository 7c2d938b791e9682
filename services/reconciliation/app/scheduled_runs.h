// Runs that nobody asks for: when their schedule says so, by whichever process comes first.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "services/reconciliation/app/run_reconciliation.h"
#include "services/reconciliation/domain/schedule.h"

namespace cobuild::reconciliation {

class ScheduledRuns {
 public:
  // `reconciler` outlives it. What was due before `now` is not made up for.
  ScheduledRuns(Reconciler& reconciler, Schedule schedule, RunMode mode, base::Timestamp now)
      : reconciler_(reconciler), schedule_(schedule), mode_(mode), due_(schedule.NextAfter(now)) {}

  // Makes the run that is due, if one is. The time it was due is its request id, so that of several
  // processes one makes it and the others find it made. One that cannot be made now is left to the
  // next time.
  absl::Status Round(base::Timestamp now);

 private:
  Reconciler& reconciler_;
  const Schedule schedule_;
  const RunMode mode_;
  std::optional<base::Timestamp> due_;
};

}  // namespace cobuild::reconciliation
