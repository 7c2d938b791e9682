// The other services in memory, for tests: feeds that only grow, unless somebody changes them
// behind the services' backs.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/reconciliation/app/sources.h"

namespace cobuild::reconciliation {

// Thread-safe; hooks are called without the lock.
class FakeSources : public Sources {
 public:
  absl::StatusOr<FeedPage> ReadChanges(Source source, int64_t after) override;
  absl::StatusOr<ToldBalances> ReadBalances(const std::vector<std::string>& accounts) override;
  absl::StatusOr<std::set<std::string>> ReadDefinitions() override;
  absl::StatusOr<Recomputed> Recompute(const FrozenReport& frozen) override;

  // A change, recorded at `now`.
  void Put(Source source, const std::string& name, AnyFact fact, bool is_correction = false);
  // From now on changes are recorded then.
  void SetNow(base::Timestamp now) { now_ = now; }

  // The newest state of a resource; the test fails when there is none.
  template <class Fact>
  Fact Get(Source source, const std::string& name) {
    const std::lock_guard lock(mutex_);
    return std::get<Fact>(*LastOf(source, name).fact);
  }
  AnyFact Any(Source source, const std::string& name) {
    const std::lock_guard lock(mutex_);
    return *LastOf(source, name).fact;
  }
  // Changes it without a trace, as in the service's database; nullopt takes it away.
  void Alter(Source source, const std::string& name, std::optional<AnyFact> fact) {
    const std::lock_guard lock(mutex_);
    LastOf(source, name).fact = std::move(fact);
  }
  // What finance says of an account's debits beyond its journal lines.
  void AddToBalance(const std::string& account, money::Fen debits) {
    const std::lock_guard lock(mutex_);
    false_debits_[account] = debits;
  }
  // Takes the last changes of a feed back, as a restore does.
  void Shorten(Source source, size_t changes);

  // Every answer of a source is this until it is OK.
  void Fail(Source source, absl::Status failure) {
    const std::lock_guard lock(mutex_);
    failures_[IndexOf(source)] = std::move(failure);
  }
  // Called before each answer.
  std::function<void()> before_answer;
  // What assessment computes: now, and at the positions of a report.
  Recomputed recomputed;
  std::set<std::string> definitions = {"gross@1"};
  // Answers of ReadChanges so far.
  int pages() const { return pages_; }

 private:
  FactChange& LastOf(Source source, const std::string& name);
  absl::Status Answer(Source source);

  std::mutex mutex_;
  std::array<std::vector<FactChange>, kSources.size()> feeds_;
  std::array<std::map<std::string, size_t>, kSources.size()> last_;  // index by name
  std::array<absl::Status, kSources.size()> failures_;
  std::map<std::string, money::Fen> false_debits_;
  base::Timestamp now_;
  int pages_ = 0;
};

}  // namespace cobuild::reconciliation
