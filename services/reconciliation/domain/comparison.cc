#include "services/reconciliation/domain/comparison.h"

#include <algorithm>
#include <utility>

namespace cobuild::reconciliation {
namespace {

bool IsWithinGrace(const Check& check, const Difference& difference, base::Timestamp now) {
  const int64_t grace_micros =
      std::chrono::duration_cast<std::chrono::microseconds>(check.grace).count();
  return now.micros - difference.since.micros < grace_micros;
}

void AddTo(base::DigestBuilder& digest, const Difference& difference) {
  digest.Add(difference.place)
      .Add(difference.subject)
      .Add(NameOf(difference.break_class))
      .Add(difference.left)
      .Add(difference.right);
}

}  // namespace

std::string_view NameOf(Result result) {
  switch (result) {
    case Result::kEqual:
      return "EQUAL";
    case Result::kDifferent:
      return "DIFFERENT";
    case Result::kNotCompared:
      return "NOT_COMPARED";
  }
  return "";
}

Comparison::Comparison(std::vector<Scope> scopes) {
  for (Scope& scope : scopes) {
    State state;
    state.scope = std::move(scope);
    states_.push_back(std::move(state));
  }
}

void Comparison::Look(const Picture& picture, const std::set<std::string>& touched,
                      const std::map<Source, std::string>& missing, base::Date today) {
  for (State& state : states_) {
    const Check& check = *state.scope.check;
    for (const auto& [source, reason] : missing) {
      if (check.needs.Has(source)) GiveUp(check, reason);
    }
    if (!state.not_compared.empty()) continue;
    for (const std::string& place : PlacesAhead(state, picture, touched)) {
      LookAt(state, picture, place, today);
    }
    // A place that a break names and that is no longer there differs in nothing.
    state.places.insert(state.scope.also.begin(), state.scope.also.end());
    state.looked = true;
  }
}

// Everything, or what changed and what the scope names; later what changed and what is not settled.
std::set<std::string> Comparison::PlacesAhead(const State& state, const Picture& picture,
                                              const std::set<std::string>& touched) {
  const Places& all = state.scope.check->places;
  std::set<std::string> places;
  if (state.scope.everything && !state.looked) {
    const std::vector<std::string> names = all.all(picture);
    places.insert(names.begin(), names.end());
    return places;
  }
  const auto add = [&](const std::string& name) {
    if (all.has(picture, name)) places.insert(name);
  };
  std::ranges::for_each(touched, add);
  if (!state.looked) std::ranges::for_each(state.scope.also, add);
  for (const auto& [place, seen] : state.seen) {
    if (!std::ranges::all_of(seen, &Seen::is_settled)) add(place);
  }
  return places;
}

std::set<std::string> Comparison::Ahead(const Check& check, const Picture& picture,
                                        const std::set<std::string>& touched) const {
  const auto state =
      std::ranges::find_if(states_, [&](const State& each) { return each.scope.check == &check; });
  if (state == states_.end() || !state->not_compared.empty()) return {};
  return PlacesAhead(*state, picture, touched);
}

void Comparison::LookAt(State& state, const Picture& picture, const std::string& place,
                        base::Date today) {
  Differences found;
  state.scope.check->compare(picture, place, today, found);
  state.places.insert(place);
  const std::vector<Seen> before = std::exchange(state.seen[place], {});
  for (Difference& difference : found) {
    const bool is_settled = std::ranges::any_of(before, [&](const Seen& seen) {
      return seen.difference.IsSameAs(difference) && seen.difference.left == difference.left &&
             seen.difference.right == difference.right;
    });
    state.seen[place].push_back({std::move(difference), is_settled});
  }
  if (found.empty()) state.seen.erase(place);
}

void Comparison::GiveUp(const Check& check, const std::string& reason) {
  const auto state =
      std::ranges::find_if(states_, [&](const State& each) { return each.scope.check == &check; });
  if (state != states_.end() && state->not_compared.empty()) state->not_compared = reason;
}

bool Comparison::IsUnsettled() const {
  return std::ranges::any_of(states_, [](const State& state) {
    return state.not_compared.empty() && std::ranges::any_of(state.seen, [](const auto& place) {
             return !std::ranges::all_of(place.second, &Seen::is_settled);
           });
  });
}

Outcome Comparison::OutcomeOf(const State& state, base::Timestamp now) {
  Outcome outcome{.check = state.scope.check,
                  .result = Result::kNotCompared,
                  .reason = state.not_compared,
                  .places = {},
                  .breaks = {},
                  .in_flight = {}};
  if (!outcome.reason.empty()) return outcome;
  base::DigestBuilder digest("reconciliation.outcome.v1");
  digest.Add(outcome.check->id);
  for (const std::string& place : state.places) digest.Add(place);
  for (const auto& [place, all] : state.seen) {
    for (const Seen& seen : all) {
      const bool is_in_flight =
          !seen.is_settled || IsWithinGrace(*outcome.check, seen.difference, now);
      (is_in_flight ? outcome.in_flight : outcome.breaks).push_back(seen.difference);
      AddTo(digest, seen.difference);
    }
  }
  outcome.places = state.places;
  outcome.digest = digest.Finish();
  outcome.result = outcome.breaks.empty() ? Result::kEqual : Result::kDifferent;
  return outcome;
}

std::vector<Outcome> Comparison::Finish(base::Timestamp now) const {
  std::vector<Outcome> outcomes;
  outcomes.reserve(states_.size());
  for (const State& state : states_) outcomes.push_back(OutcomeOf(state, now));
  return outcomes;
}

}  // namespace cobuild::reconciliation
