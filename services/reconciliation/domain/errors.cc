#include "services/reconciliation/domain/errors.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "common/error/error.h"

namespace cobuild::reconciliation {
namespace {

absl::Status Refused(std::string_view reason, std::string_view id, std::string_view message,
                     std::map<std::string, std::string> more = {}) {
  const std::string name = fmt::format("breaks/{}", id);
  more.emplace("name", name);
  return error::Make(absl::StatusCode::kFailedPrecondition, reason,
                     fmt::format("{} {}", name, message), std::move(more));
}

}  // namespace

absl::Status RunInProgress(std::string_view holder) {
  return error::Make(absl::StatusCode::kFailedPrecondition, "RUN_IN_PROGRESS",
                     "another run is under way: try again when it has ended",
                     {{"holder", std::string(holder)}});
}

absl::Status LeaseLost() {
  return error::Make(absl::StatusCode::kAborted, "LEASE_LOST",
                     "another run has begun meanwhile; nothing of this one was recorded");
}

absl::Status BreakClosed(std::string_view id) { return Refused("BREAK_CLOSED", id, "is closed"); }

absl::Status BreakWaived(std::string_view id) {
  return Refused("BREAK_WAIVED", id, "is waived already");
}

absl::Status WaiverNotProposed(std::string_view id) {
  return Refused("WAIVER_NOT_PROPOSED", id, "has no waiver to approve");
}

absl::Status MakerIsChecker(std::string_view id, std::string_view maker) {
  return Refused("MAKER_IS_CHECKER", id,
                 fmt::format("has a waiver of {}, and is approved by somebody else", maker),
                 {{"maker", std::string(maker)}});
}

absl::Status NotTheApprover(std::string_view id, std::string_view approver) {
  return Refused("NOT_THE_APPROVER", id, fmt::format("waits for {}", approver),
                 {{"approver", std::string(approver)}});
}

}  // namespace cobuild::reconciliation
