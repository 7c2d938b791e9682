// What every kind of record shares in a service's app room: to record one, to find one, to list a
// page.
//
// A service's app room adds what is its own: the rules by which it decides, the names of its
// refusals, the filters of its lists.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/base/status_macros.h"
#include "common/records/errors.h"
#include "common/records/fields.h"
#include "common/records/moment.h"
#include "common/records/places.h"
#include "common/records/record_change.h"
#include "common/records/shelf.h"

namespace cobuild::records {

// As RecordChange, for a change of one record: `decide(const State&)` gives its next state.
template <class Facts, class State, class StoreType, class Decide>
absl::StatusOr<Record<Facts>> RecordOne(Live<State, StoreType>& live, const ChangeRequest& change,
                                        const Decide& decide) {
  using Rows = typename StoreType::Rows;
  using Any = decltype(std::declval<Rows>().records.front().facts);
  COBUILD_ASSIGN_OR_RETURN(
      const Rows recorded,
      RecordChange(live, change, [&](const State& state) -> absl::StatusOr<Rows> {
        COBUILD_ASSIGN_OR_RETURN(Record<Facts> record, decide(state));
        Rows rows;
        rows.records.push_back(Widen<std::decay_t<Any>>(std::move(record)));
        return rows;
      }));
  return Narrow<Facts>(recorded.records.back());
}

template <class Facts, class State, class StoreType, class Named, class Decide>
absl::StatusOr<Record<Facts>> RecordOne(Live<State, StoreType>& live, const ChangeRequest& change,
                                        const Names<Named>& names, const Decide& decide) {
  return RecordOne<Facts>(live, change, [&](const State& state) -> absl::StatusOr<Record<Facts>> {
    COBUILD_RETURN_IF_ERROR(RequireWithin<Named>(state, change.reach, names.id, names.reason));
    return decide(state);
  });
}

// To withdraw a record.
struct VoidCommand {
  std::string id;
  std::string reason;  // not empty
  std::string etag;    // "" for whatever stands
};

inline base::Digest DigestOf(std::string_view domain, const VoidCommand& command) {
  return base::DigestBuilder(domain).Add(command.id).Add(command.reason).Add(command.etag).Finish();
}

// Queries show what their reach sees: nothing, unless it is said.
struct GetQuery {
  std::string id;
  base::KnownAt known_at;
  scope::Reach reach = {};
};

// Reads below take anything with Live's Read.

// The state known then, a withdrawn one included. NOT_FOUND with `reason`, also for one out of
// reach; what Timeline::PositionOf refuses.
template <class Facts, class LiveType>
absl::StatusOr<Record<Facts>> GetRecord(const LiveType& live, const GetQuery& query,
                                        std::string_view reason) {
  return live.Read([&](const auto& state) -> absl::StatusOr<Record<Facts>> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, state.PositionOf(query.known_at));
    const Record<Facts>* record = state.template Of<Facts>().Find(query.id, position);
    if (record == nullptr || !IsSeen(state, *record, query.reach)) {
      return NotFound(reason, NameOf<Facts>(query.id));
    }
    return *record;
  });
}

template <class Facts>
struct Page {
  std::vector<Record<Facts>> records;  // in order of id
  bool is_last = true;
  int64_t position = 0;  // up to which records were taken into account
};

// Which records a list is about.
struct ListQuery {
  std::string key;  // only those with it (Facts::Keys); "" for all
  base::KnownAt known_at;
  PageRange range;  // its key is the id
  scope::Reach reach = {};
};

// Those within reach that stand and that `meets(const Facts&)`. What Timeline::PositionOf refuses.
template <class Facts, class LiveType, class Meets>
absl::StatusOr<Page<Facts>> ListRecords(const LiveType& live, const ListQuery& query,
                                        const Meets& meets) {
  return live.Read([&](const auto& state) -> absl::StatusOr<Page<Facts>> {
    Page<Facts> page;
    COBUILD_ASSIGN_OR_RETURN(page.position, state.PositionOf(query.known_at));
    const auto visit = [&](const Record<Facts>& record) {
      if (!IsSeen(state, record, query.reach) || !meets(record.facts)) return true;
      page.is_last = page.records.size() < static_cast<size_t>(query.range.size);
      if (page.is_last) page.records.push_back(record);
      return page.is_last;
    };
    const Shelf<Facts>& shelf = state.template Of<Facts>();
    if constexpr (kHasKeys<Facts>) {
      if (!query.key.empty()) {
        shelf.VisitKeyAfter(query.key, query.range.after, page.position, visit);
        return page;
      }
    }
    shelf.VisitAfter(query.range.after, page.position, visit);
    return page;
  });
}

}  // namespace cobuild::records
