// The registry in memory, kept up with the store: what every read is answered from and every rule
// decides on.
//
// A writing transaction holds the store's head, so that while it decides memory is exactly what the
// store holds. Its rows are applied here after COMMIT and before the answer. What other processes
// commit comes in by CatchUp.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/feed/commit_signal.h"
#include "services/registry/domain/registry.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

// Thread-safe.
class LiveRegistry {
 public:
  // `store` outlives it. Empty until the first CatchUp.
  explicit LiveRegistry(Store& store) : store_(store) {}

  // Applies what the store has beyond memory. On an error memory stays behind, never half-way
  // through a transaction.
  absl::Status CatchUp();

  // Gives what `body(const Registry&)` returns. What it points to in the registry ends with it.
  template <class Body>
  auto Read(Body&& body) const {
    const auto lock = Reading();
    return std::forward<Body>(body)(std::as_const(registry_));
  }

  // Runs `body(writer, head)` in a writing transaction, under the lock of the head and with memory
  // brought up to it. It returns the rows that it recorded, if any; it may run again
  // (Store::ReadWrite). After an UNAVAILABLE, behind which a COMMIT of unknown outcome may stand,
  // memory is brought up to what the store then holds.
  using WriteBody = std::function<absl::StatusOr<Rows>(Writer&, const feed::Head&)>;
  absl::Status Write(const WriteBody& body);

  // Returns when memory is beyond position `after`, and at `deadline` at the latest.
  void WaitBeyond(int64_t after, std::chrono::steady_clock::time_point deadline);

 private:
  // The standard's shared mutex may let readers pass a waiting writer for ever. Both come through
  // one gate, which the writer keeps closed while it waits.
  std::shared_lock<std::shared_mutex> Reading() const {
    const std::lock_guard gate(gate_);
    return std::shared_lock(mutex_);
  }
  std::unique_lock<std::shared_mutex> Changing() {
    const std::lock_guard gate(gate_);
    return std::unique_lock(mutex_);
  }

  using ReadRows = std::function<absl::StatusOr<Rows>(int64_t after, int64_t upto)>;
  absl::Status CatchUpTo(int64_t position, const ReadRows& read_rows);
  // Applies the rows that are not there yet up to `upto`, whatever of them was applied meanwhile.
  void Add(Rows& rows, int64_t upto);
  void Show(int64_t position);

  Store& store_;
  feed::CommitSignal shown_;
  // Who adds rows, one at a time; taken before mutex_. A holder may wait for the store, but never
  // for a writer of it.
  std::mutex adding_;
  mutable std::mutex gate_;          // taken before mutex_
  mutable std::shared_mutex mutex_;  // guards registry_; held for moments only
  Registry registry_;
};

}  // namespace cobuild::registry
