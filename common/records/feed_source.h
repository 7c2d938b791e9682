// The feed of a service that keeps nothing but records.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/feed/source.h"
#include "common/records/errors.h"
#include "common/records/live.h"
#include "common/records/places.h"
#include "common/records/snapshot.h"

namespace cobuild::records {

// Which of the rows the reach sees, by what the state knows now of where they were; nothing of them
// is looked up for a reach that sees everything. Rows that another process has committed just now
// may be ahead of memory, and what they refer to with them, so memory is brought up first.
template <class State, class StoreType, class RowsType>
absl::StatusOr<std::vector<bool>> SeenOf(Live<State, StoreType>& live, const RowsType& rows,
                                         const scope::Reach& reach) {
  if (reach.everything()) return std::vector<bool>(rows.records.size(), true);
  const int64_t known = live.Read([](const State& state) { return state.position(); });
  if (known < LastPositionOf(rows)) COBUILD_RETURN_IF_ERROR(live.CatchUp());
  return live.Read([&](const State& state) {
    std::vector<bool> seen;
    seen.reserve(rows.records.size());
    for (const auto& record : rows.records) seen.push_back(IsSeen(state, record, reach));
    return seen;
  });
}

// What a service adds is the messages: ResourceTypes and PackInto.
template <class State, class StoreType>
class FeedSource : public feed::Source {
 public:
  using Any = typename State::Any;

  // Both outlive the source. Changes are read from `store`; `live` tells when there are new ones.
  FeedSource(StoreType& store, Live<State, StoreType>& live) : store_(store), live_(live) {}

  absl::StatusOr<feed::Head> ReadHead() override { return store_.ReadHead(); }

  absl::StatusOr<std::vector<feed::v1::Change>> List(int64_t after, int limit,
                                                     const scope::Reach& reach) override {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<feed::Change> recorded,
                             store_.ReadChanges(after, limit));
    std::vector<feed::v1::Change> changes;
    if (recorded.empty()) return changes;
    COBUILD_ASSIGN_OR_RETURN(const Rows<Any> rows,
                             store_.ReadRows(after, recorded.back().position));
    if (rows.records.size() != recorded.size()) return RowsMissing(after);
    COBUILD_ASSIGN_OR_RETURN(const std::vector<bool> seen, SeenOf(live_, rows, reach));
    changes.reserve(recorded.size());
    for (size_t i = 0; i < recorded.size(); ++i) {
      const Record<Any>& record = rows.records[i];
      if (record.position != recorded[i].position) return RowsMissing(recorded[i].position - 1);
      if (!seen[i]) {
        changes.emplace_back().set_position(record.position);
        continue;
      }
      changes.push_back(feed::ToProto(recorded[i]));
      PackInto(record, *changes.back().mutable_resource());
    }
    return changes;
  }

  absl::StatusOr<std::vector<feed::v1::SnapshotResource>> ListStanding(
      int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) override {
    COBUILD_ASSIGN_OR_RETURN(const Rows<Any> rows,
                             ReadStanding(live_, store_, after, upto, position));
    COBUILD_ASSIGN_OR_RETURN(const std::vector<bool> seen, SeenOf(live_, rows, reach));
    std::vector<feed::v1::SnapshotResource> standing;
    for (size_t i = 0; i < rows.records.size(); ++i) {
      if (!seen[i]) continue;
      const Record<Any>& record = rows.records[i];
      standing.push_back(feed::SnapshotResourceAt(record.position, NameOf(record)));
      PackInto(record, *standing.back().mutable_resource());
    }
    return standing;
  }

  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    live_.WaitBeyond(after, deadline);
  }

 private:
  // The record's message.
  virtual void PackInto(const Record<Any>& record, google::protobuf::Any& resource) const = 0;

  StoreType& store_;
  Live<State, StoreType>& live_;
};

}  // namespace cobuild::records
