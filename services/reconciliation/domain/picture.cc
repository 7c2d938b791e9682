#include "services/reconciliation/domain/picture.h"

#include <algorithm>

namespace cobuild::reconciliation {
namespace {

// A division is known from the first day that any of its states has.
void Merge(const Known<Division>* before, Division& division) {
  if (before != nullptr) division.from = std::min(before->fact.from, division.from);
}
template <class Fact>
void Merge(const Known<Fact>*, Fact&) {}

// Amounts are checked where they are recorded; a sum beyond 64 bits can only come of tampering, and
// then any value differs.
money::Fen Plus(money::Fen a, money::Fen b) { return money::Add(a, b).value_or(money::Fen{-1}); }

}  // namespace

std::string LedgerOf(std::string_view account) {
  return std::string(account.substr(0, account.find("/accounts/")));
}

template <class Fact>
void Picture::Put(const std::string& name, Fact fact, base::Timestamp recorded) {
  auto& shelf = std::get<Shelf<Fact>>(shelves_);
  const Known<Fact>* before = Find<Fact>(name);
  if (before != nullptr) {
    for (const std::string& key : before->fact.Feeds()) {
      shelf.by_key[key].erase(name);
      Touch(key);
    }
    for (const std::string& other : before->fact.DependsOn()) dependents_[other].erase(name);
  }
  Merge(before, fact);
  for (const std::string& key : fact.Feeds()) {
    shelf.by_key[key].insert(name);
    Touch(key);
  }
  for (const std::string& other : fact.DependsOn()) dependents_[other].insert(name);
  shelf.by_name.insert_or_assign(name, Known<Fact>{std::move(fact), recorded});
  Touch(name);
}

void Picture::Touch(const std::string& name) {
  touched_.insert(name);
  const auto found = dependents_.find(name);
  if (found != dependents_.end()) touched_.insert(found->second.begin(), found->second.end());
}

void Picture::Apply(Source source, FactChange change) {
  const bool is_correction = change.is_correction || StatesAnew(source, change.name);
  if (is_correction) last_corrections_[IndexOf(source)] = change.position;
  if (change.fact) {
    if (const auto* transfer = std::get_if<Transfer>(&*change.fact)) {
      Sums& debit = lines_[transfer->debit_account];
      debit.debits = Plus(debit.debits, transfer->amount);
      Sums& credit = lines_[transfer->credit_account];
      credit.credits = Plus(credit.credits, transfer->amount);
      Touch(LedgerOf(transfer->debit_account));
      Touch(LedgerOf(transfer->credit_account));
    }
    std::visit([&](auto& fact) { Put(change.name, std::move(fact), change.recorded); },
               *change.fact);
  }
  positions_[IndexOf(source)] = change.position;
  if (source == Source::kFinance) Settle();
}

// What registry and projects record is corrected by a further state, whatever it is. Finance says
// so itself: a claim's next state corrects nothing.
bool Picture::StatesAnew(Source source, const std::string& name) {
  const bool counts = source == Source::kRegistry || source == Source::kProjects;
  return counts && !stated_[IndexOf(source)].insert(name).second;
}

void Picture::Settle() {
  const int64_t position = positions_[IndexOf(Source::kFinance)];
  while (!awaited_.empty() && awaited_.begin()->first <= position) {
    const auto& [account, told] = awaited_.begin()->second;
    const auto lines = lines_.find(account);
    balances_[account] = {told, lines == lines_.end() ? Sums{} : lines->second};
    awaited_.erase(awaited_.begin());
  }
}

void Picture::Tell(const std::string& account, const Sums& told, int64_t position) {
  balances_.erase(account);
  awaited_.emplace(position, std::pair(account, told));
  Settle();
}

const Balance* Picture::FindBalance(std::string_view account) const {
  const auto found = balances_.find(account);
  return found == balances_.end() ? nullptr : &found->second;
}

const Recomputed* Picture::FindRecomputed(std::string_view report) const {
  const auto found = recomputed_.find(report);
  return found == recomputed_.end() ? nullptr : &found->second;
}

std::set<std::string> Picture::TakeTouched() { return std::exchange(touched_, {}); }

}  // namespace cobuild::reconciliation
