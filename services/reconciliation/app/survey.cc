#include "services/reconciliation/app/survey.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/error/error.h"

namespace cobuild::reconciliation {
namespace {

// Why a source is not to be had, in a word.
std::string ReasonOf(const absl::Status& status) {
  const std::string reason = error::ReasonOf(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

std::string Because(Source source, const absl::Status& status) {
  return std::string(NameOf(source)) + ": " + ReasonOf(status);
}

}  // namespace

absl::Status Survey::ReadFeeds() {
  for (const Source source : kSources) {
    if (missing_.contains(source)) continue;
    const absl::Status read = ReadFeed(source);
    COBUILD_RETURN_IF_ERROR(Progress());
    if (absl::IsOutOfRange(read)) return read;
    if (!read.ok()) missing_[source] = Because(source, read);
  }
  return absl::OkStatus();
}

absl::Status Survey::ReadFeed(Source source) {
  const int64_t after = picture_.positions()[IndexOf(source)];
  COBUILD_ASSIGN_OR_RETURN(FeedPage page, sources_.ReadChanges(source, after));
  const int64_t target = page.head;
  for (FactChange& change : page.changes) {
    if (change.position <= target) picture_.Apply(source, std::move(change));
  }
  return ReadUpTo(source, target);
}

// The head is the end of a transaction; what comes behind it on the same page may be half of one.
absl::Status Survey::ReadUpTo(Source source, int64_t target) {
  while (picture_.positions()[IndexOf(source)] < target) {
    COBUILD_RETURN_IF_ERROR(Progress());
    COBUILD_ASSIGN_OR_RETURN(FeedPage page,
                             sources_.ReadChanges(source, picture_.positions()[IndexOf(source)]));
    if (page.changes.empty()) return absl::DataLossError("the feed ends before its head");
    for (FactChange& change : page.changes) {
      if (change.position <= target) picture_.Apply(source, std::move(change));
    }
  }
  return absl::OkStatus();
}

absl::Status Survey::Observe(const std::set<std::string>& touched, Comparison& comparison) {
  std::set<std::string> recomputed;
  for (const Check& check : Checks()) {
    if (check.observation == Observation::kNone) continue;
    const std::set<std::string> places = comparison.Ahead(check, picture_, touched);
    if (places.empty()) continue;
    switch (check.observation) {
      case Observation::kNone:
        break;
      case Observation::kBalances:
        COBUILD_RETURN_IF_ERROR(ObserveBalances(check, places, comparison));
        break;
      case Observation::kDefinitions:
        ObserveDefinitions(check, comparison);
        break;
      case Observation::kRecomputedReports:
        ObserveReports(check, places, recomputed, comparison);
        break;
    }
    COBUILD_RETURN_IF_ERROR(Progress());
  }
  return absl::OkStatus();
}

absl::Status Survey::ObserveBalances(const Check& check, const std::set<std::string>& accounts,
                                     Comparison& comparison) {
  if (missing_.contains(Source::kFinance)) return absl::OkStatus();
  int64_t target = 0;
  for (auto next = accounts.begin(); next != accounts.end();) {
    std::vector<std::string> asked;
    for (; next != accounts.end() && asked.size() < kMaxBalances; ++next) asked.push_back(*next);
    const absl::StatusOr<ToldBalances> told = sources_.ReadBalances(asked);
    COBUILD_RETURN_IF_ERROR(Progress());
    const bool is_sound = told.ok() && told->balances.size() == asked.size() &&
                          told->position >= picture_.positions()[IndexOf(Source::kFinance)];
    if (!is_sound) {
      comparison.GiveUp(check, told.ok() ? "finance: BALANCES_BEHIND_FEED"
                                         : Because(Source::kFinance, told.status()));
      return absl::OkStatus();
    }
    for (size_t i = 0; i < asked.size(); ++i) {
      picture_.Tell(asked[i], told->balances[i], told->position);
    }
    target = std::max(target, told->position);
  }
  const absl::Status read = ReadUpTo(Source::kFinance, target);
  if (!read.ok()) missing_[Source::kFinance] = Because(Source::kFinance, read);
  return absl::OkStatus();
}

void Survey::ObserveDefinitions(const Check& check, Comparison& comparison) {
  absl::StatusOr<std::set<std::string>> definitions = sources_.ReadDefinitions();
  if (!definitions.ok()) {
    comparison.GiveUp(check, Because(Source::kFinance, definitions.status()));
    return;
  }
  picture_.SetDefinitions(*std::move(definitions));
}

// Two checks look at the same computation.
void Survey::ObserveReports(const Check& check, const std::set<std::string>& reports,
                            std::set<std::string>& recomputed_before, Comparison& comparison) {
  for (const std::string& report : reports) {
    const Known<FrozenReport>* frozen = picture_.Find<FrozenReport>(report + "/content");
    if (frozen == nullptr || recomputed_before.contains(report)) continue;
    absl::StatusOr<Recomputed> recomputed = sources_.Recompute(frozen->fact);
    if (!recomputed.ok()) {
      comparison.GiveUp(check, Because(Source::kAssessment, recomputed.status()));
      return;
    }
    picture_.SetRecomputed(report, *std::move(recomputed));
    recomputed_before.insert(report);
  }
}

}  // namespace cobuild::reconciliation
