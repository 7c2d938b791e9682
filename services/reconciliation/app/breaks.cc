#include "services/reconciliation/app/breaks.h"

#include "services/reconciliation/domain/errors.h"

namespace cobuild::reconciliation {
namespace {

bool Meets(const Break& facts, const BreakFilter& filter) {
  const bool has_state =
      filter.state ? facts.state == *filter.state : facts.state != BreakState::kClosed;
  return has_state && (filter.check.empty() || facts.check == filter.check) &&
         (filter.place.empty() || facts.place == filter.place) &&
         (!filter.break_class || facts.break_class == *filter.break_class);
}

}  // namespace

absl::StatusOr<records::Page<Break>> ListBreaks(const LiveReconciliation& live,
                                                const records::ListQuery& query,
                                                const BreakFilter& filter) {
  return records::ListRecords<Break>(live, query,
                                     [&](const Break& facts) { return Meets(facts, filter); });
}

absl::StatusOr<std::vector<Record<Break>>> ExplainBreak(const LiveReconciliation& live,
                                                        const std::string& id) {
  return live.Read([&](const Reconciliation& state) -> absl::StatusOr<std::vector<Record<Break>>> {
    const std::vector<Record<Break>>* states = state.Of<Break>().StatesOf(id);
    std::vector<Record<Break>> seen;
    if (states != nullptr) {
      for (const Record<Break>& each : *states) {
        if (each.position <= state.position()) seen.push_back(each);
      }
    }
    if (seen.empty()) return records::NotFound(kBreakNotFound, records::NameOf<Break>(id));
    return seen;
  });
}

absl::StatusOr<Record<Break>> AcknowledgeBreak(LiveReconciliation& live, ChangeRequest change,
                                               const AcknowledgeBreakCommand& command) {
  change.request.digest = records::DigestOf("reconciliation.acknowledge_break.v1", "", command);
  return records::RecordOne<Break>(live, change, [&](const Reconciliation& state) {
    return DecideAcknowledge(state, command, change.request.principal, change.now);
  });
}

absl::StatusOr<Record<Break>> WaiveBreak(LiveReconciliation& live, ChangeRequest change,
                                         const WaiveBreakCommand& command) {
  change.request.digest = records::DigestOf("reconciliation.waive_break.v1", "", command);
  return records::RecordOne<Break>(live, change, [&](const Reconciliation& state) {
    return DecideWaive(state, command, change.request.principal, change.now);
  });
}

}  // namespace cobuild::reconciliation
