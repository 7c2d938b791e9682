// The path that changes of records share: replay or decide, insert, publish.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/base/ulid.h"
#include "common/records/change.h"
#include "common/records/live.h"
#include "common/records/places.h"
#include "common/records/record.h"

namespace cobuild::records {

// Gives `rows` the positions after `head`, inserts them and publishes their names: the last part of
// a writing transaction.
template <class RowsType, class WriterType>
absl::Status InsertAndPublish(WriterType& writer, const feed::Head& head,
                              const ChangeRequest& change, RowsType& rows) {
  Number(rows, head.position);
  COBUILD_RETURN_IF_ERROR(writer.InsertRows(rows));
  COBUILD_ASSIGN_OR_RETURN(const feed::Head published,
                           writer.log().Publish(change.request, change.now, NamesOf(rows)));
  Stamp(rows, published.record_time, change.request.principal);
  return absl::OkStatus();
}

// Decides and records one change, and gives what was recorded. `decide(const State&)` gives the
// rows, of which the last is the answer. The same request again gives that last row as it was
// recorded the first time. Refusals are those of `decide`; INVALID_ARGUMENT REQUEST_ID_REUSED comes
// before them, and after them PERMISSION_DENIED OUT_OF_SCOPE for a row that is out of the caller's
// reach, also one that was recorded when the reach was wider. With validate_only the rows have
// position 0 and are recorded nowhere.
template <class State, class StoreType, class Decide>
absl::StatusOr<typename StoreType::Rows> RecordChange(Live<State, StoreType>& live,
                                                      const ChangeRequest& change,
                                                      const Decide& decide) {
  using Rows = typename StoreType::Rows;
  Rows recorded;
  const auto require_within = [&](const State& state) {
    return RequireRowsWithin(state, recorded, change.reach);
  };
  const auto body = [&](auto& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
    if (outcome) {
      COBUILD_ASSIGN_OR_RETURN(recorded, writer.ReadRows(outcome->position - 1, outcome->position));
      COBUILD_RETURN_IF_ERROR(live.Read(require_within));
      return recorded;
    }
    COBUILD_ASSIGN_OR_RETURN(recorded, live.Read(decide));
    COBUILD_RETURN_IF_ERROR(live.Read(require_within));
    if (change.validate_only) return Rows{};
    COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, change, recorded));
    return recorded;
  };
  COBUILD_RETURN_IF_ERROR(live.Write(body));
  return recorded;
}

// The same for a change of, or below, a record that it names: before `decide` comes what
// RequireWithin refuses.
template <class State, class StoreType, class Named, class Decide>
absl::StatusOr<typename StoreType::Rows> RecordChange(Live<State, StoreType>& live,
                                                      const ChangeRequest& change,
                                                      const Names<Named>& names,
                                                      const Decide& decide) {
  using Rows = typename StoreType::Rows;
  return RecordChange(live, change, [&](const State& state) -> absl::StatusOr<Rows> {
    COBUILD_RETURN_IF_ERROR(RequireWithin<Named>(state, change.reach, names.id, names.reason));
    return decide(state);
  });
}

// The id that the caller chose, or a new one.
inline std::string IdOr(const std::string& id, base::Timestamp now) {
  return id.empty() ? base::NewUlid(now) : id;
}

}  // namespace cobuild::records
