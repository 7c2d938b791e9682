#include "services/reconciliation/domain/decide_break.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "services/reconciliation/domain/errors.h"

namespace cobuild::reconciliation {
namespace {

// The next state of a break that is there. BREAK_NOT_FOUND, ETAG_MISMATCH, BREAK_CLOSED.
absl::StatusOr<Record<Break>> NextOfOpen(const Reconciliation& state, const std::string& id,
                                         const std::string& etag) {
  COBUILD_ASSIGN_OR_RETURN(Record<Break> next,
                           records::NextOf<Break>(state, id, etag, kBreakNotFound));
  if (next.facts.state == BreakState::kClosed) return BreakClosed(id);
  return next;
}

Break Opened(const Check& check, const Difference& difference, const std::string& run_id,
             base::Timestamp now) {
  Break opened;
  opened.check = check.id;
  opened.break_class = difference.break_class;
  opened.place = difference.place;
  opened.subject = difference.subject;
  opened.left = difference.left;
  opened.right = difference.right;
  opened.opened = now;
  opened.opened_by = run_id;
  return opened;
}

// With other values a waiver no longer holds: it was given for what was seen.
void TakeValues(const Difference& difference, Break& facts) {
  facts.left = difference.left;
  facts.right = difference.right;
  facts.waiver.reset();
  if (facts.state == BreakState::kWaived) facts.state = BreakState::kOpen;
}

// What a run found of one check, by break.
std::map<std::string, const Difference*> ById(const Outcome& outcome) {
  std::map<std::string, const Difference*> found;
  for (const Difference& difference : outcome.breaks) {
    found.emplace(BreakIdOf(*outcome.check, difference), &difference);
  }
  return found;
}

// In flight: neither opened nor closed by this run.
std::set<std::string> InFlight(const Outcome& outcome) {
  std::set<std::string> ids;
  for (const Difference& difference : outcome.in_flight) {
    ids.insert(BreakIdOf(*outcome.check, difference));
  }
  return ids;
}

void Close(Record<Break> gone, const std::string& run_id, base::Timestamp now,
           std::vector<Record<Break>>& rows) {
  gone.facts.state = BreakState::kClosed;
  gone.facts.closed = now;
  gone.facts.closed_by = run_id;
  rows.push_back({gone.id, std::move(gone.facts)});
}

}  // namespace

// Over what it is about and not over its values.
std::string BreakIdOf(const Check& check, const Difference& difference) {
  const base::Digest digest = base::DigestBuilder("reconciliation.break.v1")
                                  .Add(difference.place)
                                  .Add(difference.subject)
                                  .Add(NameOf(difference.break_class))
                                  .Finish();
  return fmt::format("{}-{}", check.id, base::ToHex(digest).substr(0, 20));
}

absl::StatusOr<Record<Break>> DecideAcknowledge(const Reconciliation& state,
                                                const AcknowledgeBreakCommand& command,
                                                const std::string& principal, base::Timestamp now) {
  COBUILD_ASSIGN_OR_RETURN(Record<Break> next, NextOfOpen(state, command.id, command.etag));
  if (next.facts.state == BreakState::kOpen) next.facts.state = BreakState::kAcknowledged;
  next.facts.owner = command.owner.empty() ? principal : command.owner;
  next.facts.acknowledgement = Acknowledgement{principal, now, command.note};
  return next;
}

absl::StatusOr<Record<Break>> DecideWaive(const Reconciliation& state,
                                          const WaiveBreakCommand& command,
                                          const std::string& principal, base::Timestamp now) {
  COBUILD_ASSIGN_OR_RETURN(Record<Break> next, NextOfOpen(state, command.id, command.etag));
  Break& facts = next.facts;
  if (facts.state == BreakState::kWaived) return BreakWaived(command.id);
  if (!command.approve) {
    if (command.approver == principal) return MakerIsChecker(command.id, principal);
    facts.waiver = Waiver{principal, command.reason, command.approver, now, std::nullopt};
    return next;
  }
  if (!facts.waiver) return WaiverNotProposed(command.id);
  if (facts.waiver->maker == principal) return MakerIsChecker(command.id, principal);
  if (facts.waiver->approver != principal) {
    return NotTheApprover(command.id, facts.waiver->approver);
  }
  facts.waiver->approved = now;
  facts.state = BreakState::kWaived;
  return next;
}

std::vector<Record<Break>> DecideBreaks(const Reconciliation& state,
                                        const std::vector<Outcome>& outcomes,
                                        const std::string& run_id, base::Timestamp now) {
  std::vector<Record<Break>> rows;
  std::map<std::string, std::vector<Record<Break>>> open;  // by check
  ForEachOpenBreak(
      state, [&](const Record<Break>& record) { open[record.facts.check].push_back(record); });
  size_t opened = 0;
  for (const Outcome& outcome : outcomes) {
    if (outcome.result == Result::kNotCompared) continue;
    std::map<std::string, const Difference*> found = ById(outcome);
    const std::set<std::string> in_flight = InFlight(outcome);
    for (const Record<Break>& record : open[std::string(outcome.check->id)]) {
      const auto same = found.find(record.id);
      if (same == found.end()) {
        const bool was_looked_at = outcome.places.contains(record.facts.place);
        if (was_looked_at && !in_flight.contains(record.id)) Close(record, run_id, now, rows);
        continue;
      }
      if (same->second->left != record.facts.left || same->second->right != record.facts.right) {
        Record<Break> changed{record.id, record.facts};
        TakeValues(*same->second, changed.facts);
        rows.push_back(std::move(changed));
      }
      found.erase(same);
    }
    for (const auto& [id, difference] : found) {
      if (opened == kMaxBreaksARun) break;
      rows.push_back({id, Opened(*outcome.check, *difference, run_id, now)});
      ++opened;
    }
  }
  return rows;
}

}  // namespace cobuild::reconciliation
