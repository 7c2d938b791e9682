// All recorded states of one kind, or of several, in memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "common/records/record.h"

namespace cobuild::records {

// Facts that are looked up by something else than their id say by what: a village's postings by
// "villages/{code}". The keys of every state stay, so whoever looks up checks the state of its
// position.
template <class Facts>
inline constexpr bool kHasKeys = requires(const Facts& facts) {
  { facts.Keys() } -> std::convertible_to<std::vector<std::string>>;
};

template <class Facts>
class Shelf {
 public:
  using State = Record<Facts>;

  // States come in order of position.
  void Add(State state) {
    if constexpr (kHasKeys<Facts>) {
      for (const std::string& key : state.facts.Keys()) by_key_[key].insert(state.id);
    }
    states_[state.id].push_back(std::move(state));
  }

  // The state known at `position`, a withdrawn one included; null when none was known yet.
  const State* Find(std::string_view id, int64_t position) const {
    const auto found = states_.find(id);
    return found == states_.end() ? nullptr : StateAt(found->second, position);
  }

  // Every state of an id, by position; null when there is none.
  const std::vector<State>* StatesOf(std::string_view id) const {
    const auto found = states_.find(id);
    return found == states_.end() ? nullptr : &found->second;
  }

  // Calls `visit(const State&)` with each state that is known at `position` and not withdrawn, in
  // order of id after `after`, until it returns false.
  template <class Visit>
  void VisitAfter(std::string_view after, int64_t position, Visit visit) const {
    for (auto it = states_.upper_bound(after); it != states_.end(); ++it) {
      if (!VisitState(it->second, position, visit)) return;
    }
  }

  // The same for those that had `key` in some state.
  template <class Visit>
  void VisitKeyAfter(std::string_view key, std::string_view after, int64_t position,
                     Visit visit) const requires kHasKeys<Facts> {
    const auto ids = by_key_.find(key);
    if (ids == by_key_.end()) return;
    for (auto id = ids->second.upper_bound(after); id != ids->second.end(); ++id) {
      if (!VisitState(states_.find(*id)->second, position, visit)) return;
    }
  }

 private:
  using States = std::vector<State>;

  static const State* StateAt(const States& states, int64_t position) {
    const auto later = std::partition_point(states.begin(), states.end(), [&](const State& state) {
      return state.position <= position;
    });
    return later == states.begin() ? nullptr : &*std::prev(later);
  }

  template <class Visit>
  static bool VisitState(const States& states, int64_t position, Visit& visit) {
    const State* state = StateAt(states, position);
    return state == nullptr || state->is_void() || visit(*state);
  }

  std::map<std::string, States, std::less<>> states_;  // by id
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> by_key_;
};

template <class... Facts>
class Shelves {
 public:
  using Any = AnyOf<Facts...>;

  // States come in order of position.
  void Add(Record<Any> record) {
    std::visit(
        [&]<class Kind>(Kind& facts) {
          std::get<Shelf<Kind>>(shelves_).Add({std::move(record.id), std::move(facts),
                                               std::move(record.void_reason), record.position,
                                               record.record_time, std::move(record.actor)});
        },
        record.facts);
  }

  template <class Kind>
  const Shelf<Kind>& Of() const {
    return std::get<Shelf<Kind>>(shelves_);
  }

 private:
  std::tuple<Shelf<Facts>...> shelves_;
};

}  // namespace cobuild::records
