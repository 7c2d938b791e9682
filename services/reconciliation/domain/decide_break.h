// What people do about a break, and what a run does.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reconciliation/domain/run.h"

namespace cobuild::reconciliation {

struct AcknowledgeBreakCommand {
  std::string id;
  std::string note;
  std::string owner;  // principal; "" for whoever calls
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("note", self.note);
    visit("owner", self.owner);
    visit("etag", self.etag);
  }
};

// BREAK_NOT_FOUND, ETAG_MISMATCH, BREAK_CLOSED. A waived break stays waived.
absl::StatusOr<Record<Break>> DecideAcknowledge(const Reconciliation& state,
                                                const AcknowledgeBreakCommand& command,
                                                const std::string& principal, base::Timestamp now);

// First somebody proposes a waiver and names who is to approve; then that one approves.
struct WaiveBreakCommand {
  std::string id;
  bool approve = false;
  std::string reason;    // of a proposal
  std::string approver;  // of a proposal: principal
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("approve", self.approve);
    visit("reason", self.reason);
    visit("approver", self.approver);
    visit("etag", self.etag);
  }
};

// BREAK_NOT_FOUND, ETAG_MISMATCH, BREAK_CLOSED, BREAK_WAIVED; to propose then MAKER_IS_CHECKER; to
// approve then WAIVER_NOT_PROPOSED, MAKER_IS_CHECKER, NOT_THE_APPROVER.
absl::StatusOr<Record<Break>> DecideWaive(const Reconciliation& state,
                                          const WaiveBreakCommand& command,
                                          const std::string& principal, base::Timestamp now);

// Breaks that one run opens at most. What is beyond that is counted, and opened by a later run.
inline constexpr size_t kMaxBreaksARun = 5'000;

// The states of breaks that change by a run: opened, opened again, with other values, closed. Those
// of checks that were not compared, and of places that were not looked at, stay as they are.
std::vector<Record<Break>> DecideBreaks(const Reconciliation& state,
                                        const std::vector<Outcome>& outcomes,
                                        const std::string& run_id, base::Timestamp now);

}  // namespace cobuild::reconciliation
