// Which records a caller's reach holds (services/adr/0005-scope.md).
//
// A state says where its records are:
//   scope::Places PlacesOf(std::string_view id, const Pairing& facts) const;
// one overload a kind, members, so that no source can miss one. Of a kind without, records are seen
// and changed with the whole tree only.
#pragma once

#include <string_view>
#include <variant>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/records/errors.h"
#include "common/records/record.h"
#include "common/records/standing.h"
#include "common/scope/reach.h"

namespace cobuild::records {

template <class State, class Facts>
scope::Places PlacesIn(const State& state, std::string_view id, const Facts& facts) {
  if constexpr (requires { state.PlacesOf(id, facts); }) {
    return state.PlacesOf(id, facts);
  } else {
    return {};
  }
}

// Of facts of one of several kinds.
template <class State, class... Facts>
scope::Places PlacesIn(const State& state, std::string_view id, const AnyOf<Facts...>& any) {
  return std::visit([&](const auto& facts) { return PlacesIn(state, id, facts); }, any);
}

template <class State, class Facts>
bool IsSeen(const State& state, const Record<Facts>& record, const scope::Reach& reach) {
  return reach.everything() || reach.Sees(PlacesIn(state, record.id, record.facts));
}

// For a change that names the record `id`, before anything else is said of it: NOT_FOUND with
// `reason` for one that the reach does not see, OUT_OF_SCOPE for one that it does not hold wholly.
// OK when there is none: the rule says so itself.
template <class Facts, class State>
absl::Status RequireWithin(const State& state, const scope::Reach& reach, std::string_view id,
                           std::string_view reason) {
  if (reach.everything()) return absl::OkStatus();
  const Record<Facts>* record = state.template Of<Facts>().Find(id, state.position());
  if (record == nullptr) return absl::OkStatus();
  const scope::Places places = PlacesIn(state, record->id, record->facts);
  if (!reach.Sees(places)) return NotFound(reason, NameOf<Facts>(id));
  return reach.Changes(places) ? absl::OkStatus() : scope::OutOfScope(NameOf<Facts>(id));
}

// The record that a change names, and the reason of its NOT_FOUND. The texts outlive it.
template <class Facts>
struct Names {
  std::string_view id;
  std::string_view reason;
};

// For a change that refers to the record `id`: null when it is missing, withdrawn, or not seen.
template <class Facts, class State>
const Record<Facts>* FindSeen(const State& state, const scope::Reach& reach, std::string_view id) {
  const Record<Facts>* standing = FindStanding<Facts>(state, id);
  return standing == nullptr || !IsSeen(state, *standing, reach) ? nullptr : standing;
}

// OUT_OF_SCOPE when the record is, or would be, where the reach does not hold it.
template <class State, class Facts>
absl::Status RequirePlace(const State& state, const scope::Reach& reach,
                          const Record<Facts>& record) {
  const bool within = reach.everything() || reach.Changes(PlacesIn(state, record.id, record.facts));
  if (within) return absl::OkStatus();
  if constexpr (requires { Facts::kNamePattern; }) {
    return scope::OutOfScope(NameOf<Facts>(record.id));
  } else {
    return scope::OutOfScope(NameOf(record));
  }
}

// The same of all that a change records. Rows of other kinds than records have a RequireRowsWithin
// of their own beside them.
template <class State, class Any>
absl::Status RequireRowsWithin(const State& state, const Rows<Any>& rows,
                               const scope::Reach& reach) {
  for (const Record<Any>& record : rows.records) {
    COBUILD_RETURN_IF_ERROR(RequirePlace(state, reach, record));
  }
  return absl::OkStatus();
}

}  // namespace cobuild::records
