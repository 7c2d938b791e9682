// What the rules of every kind of record share: the state that stands now.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/records/errors.h"
#include "common/records/record.h"

namespace cobuild::records {

// Null when there is none, or when it was withdrawn.
template <class Facts, class State>
const Record<Facts>* FindStanding(const State& state, std::string_view id) {
  const Record<Facts>* record = state.template Of<Facts>().Find(id, state.position());
  return record == nullptr || record->is_void() ? nullptr : record;
}

// Its next state, to be changed by the caller: without position and time. NOT_FOUND with
// `not_found_reason`; ABORTED ETAG_MISMATCH unless `etag` is "" (whatever stands) or that of the
// state.
template <class Facts, class State>
absl::StatusOr<Record<Facts>> NextOf(const State& state, const std::string& id,
                                     std::string_view etag, std::string_view not_found_reason) {
  const Record<Facts>* standing = FindStanding<Facts>(state, id);
  if (standing == nullptr) return NotFound(not_found_reason, NameOf<Facts>(id));
  const std::string current = EtagOf(standing->position);
  if (!etag.empty() && etag != current) return EtagMismatch(NameOf<Facts>(id), current);
  return Record<Facts>{id, standing->facts};
}

// The same, withdrawn for `void_reason`.
template <class Facts, class State>
absl::StatusOr<Record<Facts>> Withdrawn(const State& state, const std::string& id,
                                        std::string_view etag, const std::string& void_reason,
                                        std::string_view not_found_reason) {
  absl::StatusOr<Record<Facts>> next = NextOf<Facts>(state, id, etag, not_found_reason);
  if (next.ok()) next->void_reason = void_reason;
  return next;
}

// The first state of an id that nobody has used, also none that was withdrawn. ALREADY_EXISTS with
// `exists_reason`.
template <class Facts, class State>
absl::StatusOr<Record<Facts>> FirstOf(const State& state, const std::string& id, Facts facts,
                                      std::string_view exists_reason) {
  if (state.template Of<Facts>().StatesOf(id) != nullptr) {
    return Exists(exists_reason, NameOf<Facts>(id));
  }
  return Record<Facts>{id, std::move(facts)};
}

}  // namespace cobuild::records
