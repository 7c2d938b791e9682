// The right to record a run, held while it is under way (store.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "services/reconciliation/app/live_reconciliation.h"

namespace cobuild::reconciliation {

// How long a process that dies holds the others up.
inline constexpr std::chrono::seconds kLeaseTime(15);

class RunLease {
 public:
  // RUN_IN_PROGRESS while another holds it.
  static absl::StatusOr<RunLease> Take(LiveReconciliation& live, const base::Clock& clock,
                                       const std::string& holder);

  int64_t token() const { return token_; }

  // Renews it when a part of its time has passed. LEASE_LOST.
  absl::Status Keep(LiveReconciliation& live, const base::Clock& clock);
  // Within the transaction that records what was done under it: checks the token and gives the
  // lease back. LEASE_LOST.
  absl::Status Hand(Writer& writer) const;
  // Gives it back when nothing is recorded. What fails is made good when the lease runs out.
  void Drop(LiveReconciliation& live) const;

 private:
  RunLease(int64_t token, base::Timestamp expires) : token_(token), expires_(expires) {}

  int64_t token_;
  base::Timestamp expires_;
};

}  // namespace cobuild::reconciliation
