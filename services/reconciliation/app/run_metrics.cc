#include "services/reconciliation/app/run_metrics.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace cobuild::reconciliation {
namespace {

constexpr double kMicrosPerSecond = 1e6;

// What the gauges show, read in one go.
struct Standing {
  std::map<std::pair<std::string, std::string>, int64_t> open_breaks;
  std::optional<base::Timestamp> oldest;
  base::Timestamp last_run;
  int64_t not_compared = 0;
  int64_t in_flight = 0;
};

Standing ReadStanding(const Reconciliation& state) {
  Standing standing;
  ForEachOpenBreak(state, [&](const Record<Break>& record) {
    const Break& facts = record.facts;
    if (facts.state == BreakState::kWaived) return;
    ++standing.open_breaks[{facts.check, std::string(NameOf(facts.break_class))}];
    standing.oldest = std::min(standing.oldest.value_or(facts.opened), facts.opened);
  });
  const Record<Run>* last = nullptr;
  state.Of<Run>().VisitAfter("", state.position(), [&](const Record<Run>& record) {
    if (last == nullptr || last->position < record.position) last = &record;
    return true;
  });
  if (last == nullptr) return standing;
  standing.last_run = last->facts.finish_time;
  for (const CheckResult& check : last->facts.checks) {
    standing.not_compared += check.result == Result::kNotCompared ? 1 : 0;
    standing.in_flight += check.in_flight;
  }
  return standing;
}

double Seconds(int64_t micros) { return static_cast<double>(micros) / kMicrosPerSecond; }

}  // namespace

RunMetrics::RunMetrics(obs::Metrics& metrics)
    : metrics_(metrics),
      oldest_break_(metrics.MakeGauge("cobuild_reconciliation_oldest_break_seconds",
                                      "Age of the oldest break that is neither closed nor waived.",
                                      {})),
      last_certificate_(metrics.MakeGauge(
          "cobuild_reconciliation_last_certificate_timestamp_seconds",
          "When the last run ended that has a certificate, since the epoch; 0 before the first.",
          {})),
      not_compared_(metrics.MakeGauge("cobuild_reconciliation_not_compared_checks",
                                      "Checks that the last run could not compare.", {})),
      in_flight_(metrics.MakeGauge("cobuild_reconciliation_in_flight_differences",
                                   "Differences of the last run that are no breaks yet.", {})) {}

void RunMetrics::Update(const LiveReconciliation& live, base::Timestamp now) {
  const Standing standing = live.Read(ReadStanding);
  for (auto& [series, gauge] : open_breaks_) {
    if (!standing.open_breaks.contains(series)) gauge.Set(0);
  }
  for (const auto& [series, count] : standing.open_breaks) {
    auto found = open_breaks_.find(series);
    if (found == open_breaks_.end()) {
      found = open_breaks_
                  .emplace(series,
                           metrics_.MakeGauge("cobuild_reconciliation_open_breaks",
                                              "Breaks that are neither closed nor waived.",
                                              {{"check", series.first}, {"class", series.second}}))
                  .first;
    }
    found->second.Set(static_cast<double>(count));
  }
  oldest_break_.Set(standing.oldest ? Seconds(now.micros - standing.oldest->micros) : 0);
  last_certificate_.Set(Seconds(standing.last_run.micros));
  not_compared_.Set(static_cast<double>(standing.not_compared));
  in_flight_.Set(static_cast<double>(standing.in_flight));
}

}  // namespace cobuild::reconciliation
