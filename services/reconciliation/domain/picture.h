// All services as they are at one position of each: what their feeds have told, reduced to facts,
// and what they were asked beside that.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "services/reconciliation/domain/facts.h"

namespace cobuild::reconciliation {

// What an account's journal lines sum to, or what finance says they do.
struct Sums {
  money::Fen debits;
  money::Fen credits;
  bool operator==(const Sums&) const = default;
};

// Both, at the same position.
struct Balance {
  Sums told;
  Sums lines;
};

// A published report, computed again.
struct Recomputed {
  ReportClaims then;  // at the positions that it froze
  ReportClaims now;
};

// One change of a feed.
struct FactChange {
  int64_t position = 0;
  std::string name;
  base::Timestamp recorded;
  std::optional<AnyFact> fact;  // nullopt: a resource that no check needs
  // The source says that it corrects or takes back what was stated before.
  bool is_correction = false;
};

class Picture {
 public:
  // Changes of one source come in order without a gap.
  void Apply(Source source, FactChange change);
  // The last position that was applied.
  const Positions& positions() const { return positions_; }
  // Position of the last correction; 0 before the first.
  const Positions& last_corrections() const { return last_corrections_; }

  // Null when there is none.
  template <class Fact>
  const Known<Fact>* Find(std::string_view name) const {
    const auto& facts = Of<Fact>().by_name;
    const auto found = facts.find(name);
    return found == facts.end() ? nullptr : &found->second;
  }
  // Calls `visit(const std::string& name, const Known<Fact>&)` with each, in order of name.
  template <class Fact, class Visit>
  void ForEach(Visit visit) const {
    for (const auto& [name, known] : Of<Fact>().by_name) visit(name, known);
  }
  // The same for those that feed `key`.
  template <class Fact, class Visit>
  void ForEachOf(std::string_view key, Visit visit) const {
    const Shelf<Fact>& shelf = Of<Fact>();
    const auto names = shelf.by_key.find(key);
    if (names == shelf.by_key.end()) return;
    for (const std::string& name : names->second) visit(name, shelf.by_name.find(name)->second);
  }
  // The keys that facts of the kind feed, in order.
  template <class Fact, class Visit>
  void ForEachKey(Visit visit) const {
    for (const auto& [key, names] : Of<Fact>().by_key) visit(key);
  }
  template <class Fact>
  bool FeedsKey(std::string_view key) const {
    return Of<Fact>().by_key.contains(key);
  }

  // Sums of the journal lines of every account of a ledger, in order of account.
  const std::map<std::string, Sums, std::less<>>& lines() const { return lines_; }

  // What finance says of an account at `position`, which is not before the position applied. The
  // lines are summed up to the same position, as soon as it is applied.
  void Tell(const std::string& account, const Sums& told, int64_t position);
  // Null while nothing was told, or the lines are not there yet.
  const Balance* FindBalance(std::string_view account) const;

  void SetDefinitions(std::set<std::string> definitions) { definitions_ = std::move(definitions); }
  const std::set<std::string>& definitions() const { return definitions_; }
  void SetRecomputed(const std::string& report, Recomputed recomputed) {
    recomputed_[report] = std::move(recomputed);
  }
  const Recomputed* FindRecomputed(std::string_view report) const;

  // Names of what changed since the last call, of what a change feeds, and of what depends on
  // either.
  std::set<std::string> TakeTouched();

 private:
  template <class Fact>
  struct Shelf {
    std::map<std::string, Known<Fact>, std::less<>> by_name;
    std::map<std::string, std::set<std::string>, std::less<>> by_key;
  };
  template <class Any>
  struct ShelvesOf;
  template <class... Facts>
  struct ShelvesOf<std::variant<Facts...>> {
    using type = std::tuple<Shelf<Facts>...>;
  };

  template <class Fact>
  const Shelf<Fact>& Of() const {
    return std::get<Shelf<Fact>>(shelves_);
  }
  template <class Fact>
  void Put(const std::string& name, Fact fact, base::Timestamp recorded);
  // Accounts told of at the position that is applied: what their lines sum to now is kept.
  void Settle();
  void Touch(const std::string& name);
  // Whether the source has told of it before.
  bool StatesAnew(Source source, const std::string& name);

  ShelvesOf<AnyFact>::type shelves_;
  std::map<std::string, std::set<std::string>, std::less<>> dependents_;
  std::map<std::string, Sums, std::less<>> lines_;
  std::map<std::string, Balance, std::less<>> balances_;
  std::multimap<int64_t, std::pair<std::string, Sums>> awaited_;  // told, by position
  std::set<std::string> definitions_;
  std::map<std::string, Recomputed, std::less<>> recomputed_;
  std::set<std::string> touched_;
  std::array<std::set<std::string>, kSources.size()> stated_;
  Positions positions_{};
  Positions last_corrections_{};
};

// "ledgers/a" of "ledgers/a/accounts/102".
std::string LedgerOf(std::string_view account);

}  // namespace cobuild::reconciliation
