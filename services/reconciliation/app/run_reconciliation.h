// RunReconciliation.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/signature.h"
#include "services/reconciliation/app/live_reconciliation.h"
#include "services/reconciliation/app/run_lease.h"
#include "services/reconciliation/app/sources.h"
#include "services/reconciliation/domain/comparison.h"

namespace cobuild::reconciliation {

struct RunCommand {
  RunMode mode = RunMode::kIncremental;
  std::vector<std::string> checks;  // ids, each once; empty: all

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("mode", self.mode);
    visit("checks", self.checks);
  }
};

// One a process. Thread-safe: runs take turns.
class Reconciler {
 public:
  struct Parts {
    LiveReconciliation& live;
    Sources& sources;
    const base::SigningKey& key;
    const base::Clock& clock;
  };

  explicit Reconciler(const Parts& parts) : parts_(parts) {}

  // Compares, and records the run, its breaks and its certificate in one transaction. The same
  // request again gives the run that it recorded. A source that is away makes its checks
  // NOT_COMPARED; it fails no run. REQUEST_ID_REUSED, RUN_IN_PROGRESS (after a wait for the other
  // until `patience`), LEASE_LOST.
  absl::StatusOr<Record<Run>> RunReconciliation(ChangeRequest change, const RunCommand& command,
                                                std::chrono::steady_clock::time_point patience);

 private:
  // What is known between two runs, so that the next one looks at what changed.
  struct Memory {
    Picture picture;
    std::optional<base::Date> day;                           // of the last run
    std::set<std::string> stale;                             // checks that look at everything next
    std::map<std::string, std::set<std::string>> unsettled;  // by check: places to look at again
  };
  struct Compared {
    std::vector<Outcome> outcomes;
    Positions positions{};
  };

  absl::StatusOr<std::optional<Record<Run>>> FindEarlier(const ChangeRequest& change);
  absl::StatusOr<RunLease> TakeLease(const std::string& holder,
                                     std::chrono::steady_clock::time_point patience);
  absl::StatusOr<Compared> Compare(const RunCommand& command, RunLease& lease);
  absl::StatusOr<Compared> CompareWith(Memory& memory, const std::vector<const Check*>& checks,
                                       RunLease& lease);
  std::vector<Comparison::Scope> ScopesFor(const Memory& memory,
                                           const std::vector<const Check*>& checks,
                                           base::Date today) const;
  absl::StatusOr<Record<Run>> Save(const ChangeRequest& change, const std::string& id, Run run,
                                   const std::vector<Outcome>& outcomes, const RunLease& lease);

  const Parts parts_;
  std::mutex mutex_;  // held for a whole run; guards memory_
  std::optional<Memory> memory_;
};

}  // namespace cobuild::reconciliation
