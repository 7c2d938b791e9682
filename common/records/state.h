// A service's state where it consists of records alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/status/statusor.h"
#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/timeline.h"

namespace cobuild::records {

// As Live wants it.
template <class ShelvesType>
class State {
 public:
  using Any = typename ShelvesType::Any;

  // Moves the records after loaded() up to `upto` out of `rows`; the others are left where they
  // are.
  void Apply(Rows<Any>& rows, int64_t upto) {
    const int64_t after = loaded();
    auto record =
        std::partition_point(rows.records.begin(), rows.records.end(),
                             [&](const Record<Any>& row) { return row.position <= after; });
    for (; record != rows.records.end() && record->position <= upto; ++record) {
      timeline_.Add(record->position, record->record_time);
      shelves_.Add(std::move(*record));
    }
  }
  // Shows everything up to `position`.
  void Advance(int64_t position) { timeline_.Advance(position); }

  int64_t loaded() const { return timeline_.loaded(); }
  // The last position that reads see.
  int64_t position() const { return timeline_.position(); }

  absl::StatusOr<Moment> MomentOf(const ReadAt& at) const { return timeline_.MomentOf(at); }
  absl::StatusOr<int64_t> PositionOf(const base::KnownAt& known_at) const {
    return timeline_.PositionOf(known_at);
  }

  // The records of one kind; some may be ahead of position().
  template <class Facts>
  const Shelf<Facts>& Of() const {
    return shelves_.template Of<Facts>();
  }

 private:
  ShelvesType shelves_;
  Timeline timeline_;
};

}  // namespace cobuild::records
