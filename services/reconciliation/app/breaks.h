// The use cases of breaks, named as their RPCs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/reconciliation/app/live_reconciliation.h"
#include "services/reconciliation/domain/decide_break.h"

namespace cobuild::reconciliation {

// Which breaks a list is about: those that meet all that is given.
struct BreakFilter {
  std::string check;  // id; "": every
  std::string place;  // name; "": every
  std::optional<BreakClass> break_class;
  std::optional<BreakState> state;  // nullopt: those that are not closed
};

absl::StatusOr<records::Page<Break>> ListBreaks(const LiveReconciliation& live,
                                                const records::ListQuery& query,
                                                const BreakFilter& filter);

// Every state of a break, in order of position; its last one is how it stands. BREAK_NOT_FOUND.
absl::StatusOr<std::vector<Record<Break>>> ExplainBreak(const LiveReconciliation& live,
                                                        const std::string& id);

// By the change's principal. REQUEST_ID_REUSED, then what the rules refuse.
absl::StatusOr<Record<Break>> AcknowledgeBreak(LiveReconciliation& live, ChangeRequest change,
                                               const AcknowledgeBreakCommand& command);
absl::StatusOr<Record<Break>> WaiveBreak(LiveReconciliation& live, ChangeRequest change,
                                         const WaiveBreakCommand& command);

}  // namespace cobuild::reconciliation
