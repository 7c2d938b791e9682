#include "services/reconciliation/app/run_lease.h"

#include <functional>

#include "common/base/status_macros.h"
#include "services/reconciliation/domain/errors.h"

namespace cobuild::reconciliation {
namespace {

constexpr int64_t kLeaseMicros = std::chrono::microseconds(kLeaseTime).count();

// One change of the lease and of nothing else.
absl::Status Change(LiveReconciliation& live, const std::function<absl::Status(Writer&)>& change) {
  return live.Write([&](Writer& writer, const feed::Head&) -> absl::StatusOr<Rows> {
    COBUILD_RETURN_IF_ERROR(change(writer));
    return Rows{};
  });
}

}  // namespace

absl::StatusOr<RunLease> RunLease::Take(LiveReconciliation& live, const base::Clock& clock,
                                        const std::string& holder) {
  Lease taken;
  COBUILD_RETURN_IF_ERROR(Change(live, [&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const Lease lease, writer.ReadLease());
    const base::Timestamp now = clock.Now();
    if (!lease.holder.empty() && now < lease.expires) return RunInProgress(lease.holder);
    taken = {holder, lease.token + 1, {now.micros + kLeaseMicros}};
    return writer.WriteLease(taken);
  }));
  return RunLease(taken.token, taken.expires);
}

absl::Status RunLease::Keep(LiveReconciliation& live, const base::Clock& clock) {
  const base::Timestamp now = clock.Now();
  if (now.micros < expires_.micros - kLeaseMicros * 2 / 3) return absl::OkStatus();
  const base::Timestamp expires{now.micros + kLeaseMicros};
  COBUILD_RETURN_IF_ERROR(Change(live, [&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(Lease lease, writer.ReadLease());
    if (lease.token != token_) return LeaseLost();
    lease.expires = expires;
    return writer.WriteLease(lease);
  }));
  expires_ = expires;
  return absl::OkStatus();
}

absl::Status RunLease::Hand(Writer& writer) const {
  COBUILD_ASSIGN_OR_RETURN(const Lease lease, writer.ReadLease());
  if (lease.token != token_) return LeaseLost();
  return writer.WriteLease({"", token_, {}});
}

void RunLease::Drop(LiveReconciliation& live) const {
  Change(live, [&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const Lease lease, writer.ReadLease());
    if (lease.token != token_) return absl::OkStatus();
    return writer.WriteLease({"", token_, {}});
  }).IgnoreError();
}

}  // namespace cobuild::reconciliation
