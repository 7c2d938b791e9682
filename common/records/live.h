// A state in memory, kept up with its store: what every read is answered from and every rule
// decides on (services/adr/0009-records.md).
//
// A writing transaction holds the store's head, so that while it decides memory is exactly what the
// store holds. Its rows are applied here after COMMIT and before the answer. What other processes
// commit comes in by CatchUp.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/feed/commit_signal.h"
#include "common/records/change.h"
#include "common/records/errors.h"
#include "common/records/fair_mutex.h"
#include "common/records/store.h"

namespace cobuild::records {

// `State` has
//   void Apply(Rows& rows, int64_t upto);   moves the rows after loaded() up to `upto` out of
//   `rows` void Advance(int64_t position);         shows everything up to it int64_t loaded()
//   const; int64_t position() const;
// Thread-safe.
template <class State, class StoreType>
class Live {
 public:
  using Rows = typename StoreType::Rows;
  using Writer = typename StoreType::Writer;

  // `store` outlives it. Empty until the first CatchUp.
  explicit Live(StoreType& store) : store_(store) {}

  // Applies what the store has beyond memory. On an error memory stays behind, never half-way
  // through a transaction.
  absl::Status CatchUp() {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, store_.ReadHead());
    return CatchUpTo(head.position,
                     [this](int64_t after, int64_t upto) { return store_.ReadRows(after, upto); });
  }

  // Gives what `body(const State&)` returns. What it points to in the state ends with it.
  template <class Body>
  auto Read(Body&& body) const {
    const auto lock = mutex_.Reading();
    return std::forward<Body>(body)(std::as_const(state_));
  }

  // Runs `body(writer, head)` in a writing transaction, under the lock of the head and with memory
  // brought up to it. It returns the rows that it recorded, if any; it may run again
  // (Store::ReadWrite). After an UNAVAILABLE, behind which a COMMIT of unknown outcome may stand,
  // memory is brought up to what the store then holds.
  using WriteBody = std::function<absl::StatusOr<Rows>(Writer&, const feed::Head&)>;
  absl::Status Write(const WriteBody& body) {
    Rows recorded;
    const absl::Status status = store_.ReadWrite([&](Writer& writer) -> absl::Status {
      COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
      COBUILD_RETURN_IF_ERROR(CatchUpTo(head.position, [&](int64_t after, int64_t upto) {
        return writer.ReadRows(after, upto);
      }));
      COBUILD_ASSIGN_OR_RETURN(recorded, body(writer, head));
      return absl::OkStatus();
    });
    if (status.code() == absl::StatusCode::kUnavailable) {
      // The caller is told of the write's failure; what cannot be read now, the next CatchUp will.
      CatchUp().IgnoreError();
    }
    if (!status.ok()) return status;
    const int64_t last = LastPositionOf(recorded);
    const std::lock_guard adding(adding_);
    Add(recorded, last);
    Show(last);
    return absl::OkStatus();
  }

  // Returns when memory is beyond position `after`, and at `deadline` at the latest.
  void WaitBeyond(int64_t after, std::chrono::steady_clock::time_point deadline) {
    shown_.WaitBeyond(after, deadline);
  }

 private:
  // Positions that go in while readers wait.
  static constexpr int64_t kPositionsPerAdd = 1'000;

  template <class ReadRows>
  absl::Status CatchUpTo(int64_t position, ReadRows read_rows) {
    const std::lock_guard adding(adding_);
    for (int64_t after = state_.loaded(); after < position; after += kMaxRowsRead) {
      const int64_t upto = std::min(position, after + kMaxRowsRead);
      COBUILD_ASSIGN_OR_RETURN(Rows rows, read_rows(after, upto));
      Add(rows, upto);
      if (state_.loaded() != upto) return RowsMissing(state_.loaded());
    }
    Show(position);
    return absl::OkStatus();
  }

  // Applies the rows that are not there yet up to `upto`, whatever of them was applied meanwhile.
  void Add(Rows& rows, int64_t upto) {
    for (int64_t next = state_.loaded(); next < upto;) {
      next = std::min(upto, next + kPositionsPerAdd);
      const auto lock = mutex_.Changing();
      state_.Apply(rows, next);
    }
  }

  void Show(int64_t position) {
    {
      const auto lock = mutex_.Changing();
      state_.Advance(position);
      position = state_.position();
    }
    shown_.Advance(position);
  }

  StoreType& store_;
  feed::CommitSignal shown_;
  // Who adds rows, one at a time; taken before mutex_. A holder may wait for the store, but never
  // for a writer of it.
  std::mutex adding_;
  mutable FairMutex mutex_;  // guards state_; held for moments only
  State state_;
};

}  // namespace cobuild::records
