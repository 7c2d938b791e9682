// Which recorded states a snapshot of a service holds: those that no later state has replaced by
// its position. A withdrawal replaces as any state does.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/records/errors.h"
#include "common/records/live.h"
#include "common/records/record.h"

namespace cobuild::records {

// Whether `record`, recorded by `position`, is still the latest of its id there.
template <class State, class Any>
bool StandsAt(const State& state, const Record<Any>& record, int64_t position) {
  return std::visit(
      [&]<class Facts>(const Facts&) {
        const Record<Facts>* latest = state.template Of<Facts>().Find(record.id, position);
        return latest != nullptr && latest->position == record.position;
      },
      record.facts);
}

template <class State, class Any>
void KeepStanding(const State& state, int64_t position, Rows<Any>& rows) {
  std::erase_if(rows.records,
                [&](const Record<Any>& record) { return !StandsAt(state, record, position); });
}

// Of the rows recorded after `after` up to `upto`, kMaxRowsRead at most, those that stand at
// `position`, which is committed and not before `upto`. A state with rows of other kinds has a
// KeepStanding of its own beside it.
template <class State, class StoreType>
absl::StatusOr<typename StoreType::Rows> ReadStanding(Live<State, StoreType>& live,
                                                      StoreType& store, int64_t after, int64_t upto,
                                                      int64_t position) {
  const int64_t known = live.Read([](const State& state) { return state.position(); });
  // What another process has committed just now decides too.
  if (known < position) COBUILD_RETURN_IF_ERROR(live.CatchUp());
  COBUILD_ASSIGN_OR_RETURN(typename StoreType::Rows rows, store.ReadRows(after, upto));
  if (static_cast<int64_t>(SizeOf(rows)) != upto - after) return RowsMissing(after);
  live.Read([&](const State& state) { KeepStanding(state, position, rows); });
  return rows;
}

}  // namespace cobuild::records
