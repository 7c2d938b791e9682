#include "services/reconciliation/app/run_reconciliation.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/ulid.h"
#include "common/records/use_cases.h"
#include "services/reconciliation/app/survey.h"
#include "services/reconciliation/domain/certificate.h"
#include "services/reconciliation/domain/decide_break.h"

namespace cobuild::reconciliation {
namespace {

using std::chrono::steady_clock;

// Pictures that one run takes at most. What is not settled by then is in flight.
constexpr int kMaxLooks = 5;
// How often a run that waits for another asks again.
constexpr std::chrono::milliseconds kTurnInterval(250);

std::vector<const Check*> ChecksOf(const RunCommand& command) {
  std::vector<const Check*> checks;
  for (const Check& check : Checks()) {
    const bool is_asked = command.checks.empty() ||
                          std::ranges::find(command.checks, check.id) != command.checks.end();
    if (is_asked) checks.push_back(&check);
  }
  return checks;
}

// Whether what it needs beside the feeds can change without a change of its places.
bool LooksAtEverything(const Check& check) {
  return check.observation == Observation::kDefinitions ||
         check.observation == Observation::kRecomputedReports;
}

CheckResult ResultOf(const Outcome& outcome) {
  return {.check = std::string(outcome.check->id),
          .result = outcome.result,
          .reason = outcome.reason,
          .compared = static_cast<int64_t>(outcome.places.size()),
          .broken = static_cast<int64_t>(outcome.breaks.size()),
          .in_flight = static_cast<int64_t>(outcome.in_flight.size()),
          .digest = outcome.digest};
}

std::set<std::string> PlacesInFlight(const Outcome& outcome) {
  std::set<std::string> places;
  for (const Difference& difference : outcome.in_flight) places.insert(difference.place);
  return places;
}

}  // namespace

absl::StatusOr<Record<Run>> Reconciler::RunReconciliation(ChangeRequest change,
                                                          const RunCommand& command,
                                                          steady_clock::time_point patience) {
  change.request.digest = records::DigestOf("reconciliation.run.v1", "", command);
  COBUILD_ASSIGN_OR_RETURN(std::optional<Record<Run>> earlier, FindEarlier(change));
  if (earlier) return *std::move(earlier);
  const base::Timestamp start = parts_.clock.Now();
  const std::string id = base::NewUlid(start);
  COBUILD_ASSIGN_OR_RETURN(RunLease lease, TakeLease(id, patience));
  const std::lock_guard running(mutex_);
  // A run that fails has taken from the picture what changed, and has recorded it nowhere: the next
  // one starts from nothing.
  absl::StatusOr<Compared> compared = Compare(command, lease);
  if (!compared.ok()) {
    lease.Drop(parts_.live);
    memory_.reset();
    return compared.status();
  }
  Run run{.mode = command.mode,
          .requester = change.request.principal,
          .start_time = start,
          .finish_time = parts_.clock.Now(),
          .registry = compared->positions[IndexOf(Source::kRegistry)],
          .finance = compared->positions[IndexOf(Source::kFinance)],
          .projects = compared->positions[IndexOf(Source::kProjects)],
          .assessment = compared->positions[IndexOf(Source::kAssessment)],
          .checks = {},
          .certificate = "",
          .lease_token = lease.token()};
  for (const Outcome& outcome : compared->outcomes) run.checks.push_back(ResultOf(outcome));
  absl::StatusOr<Record<Run>> saved = Save(change, id, std::move(run), compared->outcomes, lease);
  if (!saved.ok()) {
    lease.Drop(parts_.live);
    memory_.reset();
  }
  return saved;
}

absl::StatusOr<std::optional<Record<Run>>> Reconciler::FindEarlier(const ChangeRequest& change) {
  std::optional<Record<Run>> earlier;
  COBUILD_RETURN_IF_ERROR(
      parts_.live.Write([&](Writer& writer, const feed::Head&) -> absl::StatusOr<Rows> {
        earlier.reset();
        COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
        if (!outcome) return Rows{};
        COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                                 writer.ReadRows(outcome->position - 1, outcome->position));
        earlier = records::Narrow<Run>(rows.records.back());
        return Rows{};
      }));
  return earlier;
}

absl::StatusOr<RunLease> Reconciler::TakeLease(const std::string& holder,
                                               steady_clock::time_point patience) {
  while (true) {
    absl::StatusOr<RunLease> lease = RunLease::Take(parts_.live, parts_.clock, holder);
    const bool is_taken = absl::IsFailedPrecondition(lease.status());
    if (!is_taken || steady_clock::now() >= patience) return lease;
    const int64_t position =
        parts_.live.Read([](const Reconciliation& state) { return state.position(); });
    parts_.live.WaitBeyond(position, std::min(patience, steady_clock::now() + kTurnInterval));
  }
}

// A full run, and one after a source has gone back behind what was read of it, starts from nothing.
absl::StatusOr<Reconciler::Compared> Reconciler::Compare(const RunCommand& command,
                                                         RunLease& lease) {
  const std::vector<const Check*> checks = ChecksOf(command);
  const bool knows_something = memory_.has_value() && command.mode == RunMode::kIncremental;
  if (knows_something) {
    absl::StatusOr<Compared> compared = CompareWith(*memory_, checks, lease);
    if (!absl::IsOutOfRange(compared.status())) return compared;
  }
  Memory fresh;
  for (const Check& check : Checks()) fresh.stale.insert(std::string(check.id));
  absl::StatusOr<Compared> compared = CompareWith(fresh, checks, lease);
  if (compared.ok()) memory_ = std::move(fresh);
  return compared;
}

std::vector<Comparison::Scope> Reconciler::ScopesFor(const Memory& memory,
                                                     const std::vector<const Check*>& checks,
                                                     base::Date today) const {
  std::map<std::string, std::set<std::string>> broken;  // places by check
  parts_.live.Read([&](const Reconciliation& state) {
    ForEachOpenBreak(state, [&](const Record<Break>& record) {
      broken[record.facts.check].insert(record.facts.place);
    });
  });
  std::vector<Comparison::Scope> scopes;
  for (const Check* check : checks) {
    const std::string id(check->id);
    const bool is_new_day = check->by_day && memory.day != today;
    Comparison::Scope scope{
        check, memory.stale.contains(id) || is_new_day || LooksAtEverything(*check), broken[id]};
    const auto unsettled = memory.unsettled.find(id);
    if (unsettled != memory.unsettled.end()) {
      scope.also.insert(unsettled->second.begin(), unsettled->second.end());
    }
    scopes.push_back(std::move(scope));
  }
  return scopes;
}

absl::StatusOr<Reconciler::Compared> Reconciler::CompareWith(
    Memory& memory, const std::vector<const Check*>& checks, RunLease& lease) {
  const base::Date today = base::BusinessDay(parts_.clock.Now());
  Comparison comparison(ScopesFor(memory, checks, today));
  Survey survey(parts_.sources, memory.picture);
  survey.OnProgress([&] { return lease.Keep(parts_.live, parts_.clock); });
  std::set<std::string> unseen;  // touched after balances were asked for
  for (int look = 0; look < kMaxLooks; ++look) {
    COBUILD_RETURN_IF_ERROR(survey.ReadFeeds());
    std::set<std::string> touched = memory.picture.TakeTouched();
    touched.merge(std::exchange(unseen, {}));
    COBUILD_RETURN_IF_ERROR(survey.Observe(touched, comparison));
    unseen = memory.picture.TakeTouched();
    touched.insert(unseen.begin(), unseen.end());
    comparison.Look(memory.picture, touched, survey.missing(), today);
    if (!comparison.IsUnsettled()) break;
  }
  Compared compared{comparison.Finish(parts_.clock.Now()), memory.picture.positions()};
  // Checks that were not asked for have missed what changed.
  for (const Check& check : Checks()) memory.stale.insert(std::string(check.id));
  if (checks.size() < Checks().size()) memory.day.reset();
  for (const Outcome& outcome : compared.outcomes) {
    const std::string id(outcome.check->id);
    if (outcome.result == Result::kNotCompared) continue;
    memory.stale.erase(id);
    memory.unsettled[id] = PlacesInFlight(outcome);
    memory.unsettled[id].insert(unseen.begin(), unseen.end());
  }
  if (checks.size() == Checks().size()) memory.day = today;
  return compared;
}

absl::StatusOr<Record<Run>> Reconciler::Save(const ChangeRequest& change, const std::string& id,
                                             Run run, const std::vector<Outcome>& outcomes,
                                             const RunLease& lease) {
  Rows recorded;
  const auto body = [&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
    if (outcome) {
      COBUILD_ASSIGN_OR_RETURN(recorded, writer.ReadRows(outcome->position - 1, outcome->position));
      return recorded;
    }
    COBUILD_RETURN_IF_ERROR(lease.Hand(writer));
    recorded = {};
    parts_.live.Read([&](const Reconciliation& state) {
      Run counted = run;
      for (Record<Break>& next : DecideBreaks(state, outcomes, id, run.finish_time)) {
        counted.opened += next.facts.opened_by == id ? 1 : 0;
        counted.closed += next.facts.closed_by == id ? 1 : 0;
        recorded.records.push_back(records::Widen<AnyFacts>(std::move(next)));
      }
      const Certificate certificate =
          MakeCertificate(LastCertificate(state), id, counted, parts_.key);
      counted.certificate = CertificateId(certificate.number);
      recorded.records.push_back(
          records::Widen<AnyFacts>(Record<Certificate>{counted.certificate, certificate}));
      recorded.records.push_back(records::Widen<AnyFacts>(Record<Run>{id, std::move(counted)}));
    });
    COBUILD_RETURN_IF_ERROR(records::InsertAndPublish(writer, head, change, recorded));
    return recorded;
  };
  COBUILD_RETURN_IF_ERROR(parts_.live.Write(body));
  return records::Narrow<Run>(recorded.records.back());
}

}  // namespace cobuild::reconciliation
