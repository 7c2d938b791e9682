// Every refusal of reconciliation, by name. README.md lists them in the order in which they are
// checked.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::reconciliation {

// NOT_FOUND, as common/records makes them.
inline constexpr std::string_view kRunNotFound = "RUN_NOT_FOUND";
inline constexpr std::string_view kBreakNotFound = "BREAK_NOT_FOUND";
inline constexpr std::string_view kCertificateNotFound = "CERTIFICATE_NOT_FOUND";

// FAILED_PRECONDITION RUN_IN_PROGRESS: `holder` is at a run, in this process or in another.
absl::Status RunInProgress(std::string_view holder);
// ABORTED LEASE_LOST: another has taken over meanwhile; nothing of the run was recorded.
absl::Status LeaseLost();

// All below are FAILED_PRECONDITION; `id` is the break's.

// BREAK_CLOSED: it is gone; there is nothing to acknowledge or to waive.
absl::Status BreakClosed(std::string_view id);
// BREAK_WAIVED: it is waived already.
absl::Status BreakWaived(std::string_view id);
// WAIVER_NOT_PROPOSED: there is nothing to approve.
absl::Status WaiverNotProposed(std::string_view id);
// MAKER_IS_CHECKER: whoever proposes a waiver does not approve it.
absl::Status MakerIsChecker(std::string_view id, std::string_view maker);
// NOT_THE_APPROVER: another was asked to approve.
absl::Status NotTheApprover(std::string_view id, std::string_view approver);

}  // namespace cobuild::reconciliation
