#include "services/reconciliation/app/scheduled_runs.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace cobuild::reconciliation {
namespace {

constexpr char kPrincipal[] = "service/reconciliation";
constexpr char kMethod[] = "cobuild.reconciliation.v1.ReconciliationService/RunReconciliation";
// Another's run is waited for no longer than this.
constexpr std::chrono::seconds kPatience(60);

}  // namespace

absl::Status ScheduledRuns::Round(base::Timestamp now) {
  if (!due_ || now < *due_) return absl::OkStatus();
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request.principal = kPrincipal;
  change.request.method = kMethod;
  change.request.id =
      fmt::format("schedule-{}-{}", mode_ == RunMode::kFull ? "full" : "incremental",
                  base::FormatTimestamp(*due_));
  change.now = now;
  due_ = schedule_.NextAfter(now);
  return reconciler_
      .RunReconciliation(std::move(change), {.mode = mode_, .checks = {}},
                         std::chrono::steady_clock::now() + kPatience)
      .status();
}

}  // namespace cobuild::reconciliation
