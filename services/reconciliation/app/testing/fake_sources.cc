#include "services/reconciliation/app/testing/fake_sources.h"

#include <algorithm>
#include <stdexcept>

#include "common/base/status_macros.h"
#include "common/error/error.h"

namespace cobuild::reconciliation {
namespace {

// Small, so that tests see feeds of several pages.
constexpr size_t kPage = 500;

}  // namespace

absl::Status FakeSources::Answer(Source source) {
  if (before_answer) before_answer();
  const std::lock_guard lock(mutex_);
  return failures_[IndexOf(source)];
}

absl::StatusOr<FeedPage> FakeSources::ReadChanges(Source source, int64_t after) {
  COBUILD_RETURN_IF_ERROR(Answer(source));
  const std::lock_guard lock(mutex_);
  ++pages_;
  const std::vector<FactChange>& feed = feeds_[IndexOf(source)];
  if (after > static_cast<int64_t>(feed.size())) {
    return error::Make(absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD", "beyond");
  }
  FeedPage page;
  page.head = static_cast<int64_t>(feed.size());
  const auto first = feed.begin() + after;
  const auto size = std::min<int64_t>(feed.end() - first, static_cast<int64_t>(kPage));
  page.changes.assign(first, first + size);
  return page;
}

absl::StatusOr<ToldBalances> FakeSources::ReadBalances(const std::vector<std::string>& accounts) {
  COBUILD_RETURN_IF_ERROR(Answer(Source::kFinance));
  const std::lock_guard lock(mutex_);
  std::map<std::string, Sums> sums;
  for (const FactChange& change : feeds_[IndexOf(Source::kFinance)]) {
    const auto* transfer = change.fact ? std::get_if<Transfer>(&*change.fact) : nullptr;
    if (transfer == nullptr) continue;
    sums[transfer->debit_account].debits.value += transfer->amount.value;
    sums[transfer->credit_account].credits.value += transfer->amount.value;
  }
  for (const auto& [account, debits] : false_debits_) sums[account].debits.value += debits.value;
  ToldBalances told;
  told.position = static_cast<int64_t>(feeds_[IndexOf(Source::kFinance)].size());
  for (const std::string& account : accounts) told.balances.push_back(sums[account]);
  return told;
}

absl::StatusOr<std::set<std::string>> FakeSources::ReadDefinitions() {
  COBUILD_RETURN_IF_ERROR(Answer(Source::kFinance));
  return definitions;
}

absl::StatusOr<Recomputed> FakeSources::Recompute(const FrozenReport&) {
  COBUILD_RETURN_IF_ERROR(Answer(Source::kAssessment));
  return recomputed;
}

void FakeSources::Put(Source source, const std::string& name, AnyFact fact, bool is_correction) {
  const std::lock_guard lock(mutex_);
  std::vector<FactChange>& feed = feeds_[IndexOf(source)];
  last_[IndexOf(source)][name] = feed.size();
  feed.push_back({.position = static_cast<int64_t>(feed.size()) + 1,
                  .name = name,
                  .recorded = now_,
                  .fact = std::move(fact),
                  .is_correction = is_correction});
}

void FakeSources::Shorten(Source source, size_t changes) {
  const std::lock_guard lock(mutex_);
  std::vector<FactChange>& feed = feeds_[IndexOf(source)];
  feed.resize(feed.size() - changes);
}

FactChange& FakeSources::LastOf(Source source, const std::string& name) {
  const auto found = last_[IndexOf(source)].find(name);
  if (found == last_[IndexOf(source)].end()) throw std::logic_error("nothing is named " + name);
  return feeds_[IndexOf(source)][found->second];
}

}  // namespace cobuild::reconciliation
