// Repeating calls while a service or its database is away.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "absl/status/status.h"

namespace cobuild::jiangxia {

// Tells threads to give up. Thread-safe.
class Stop {
 public:
  void Request();
  bool requested() const;
  // True when the stop was requested before the time was over.
  bool WaitFor(std::chrono::milliseconds time);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool requested_ = false;
};

struct RetryPolicy {
  std::chrono::milliseconds first_pause{50};  // doubled each time, half of it random
  std::chrono::milliseconds longest_pause{2'000};
  std::chrono::milliseconds patience{60'000};  // from the first failure of a call on
};

// Whether one service waits for what another is about to tell it: finance hears of a release a
// moment after its acceptance.
bool IsNotYet(const absl::Status& status);

// Whether the same call may succeed a little later: not yet, the service is away, busy, or the
// connection broke. Every call of the load is safe to repeat.
bool IsPassing(const absl::Status& status);

// The failures of one call.
class Patience {
 public:
  Patience(const RetryPolicy& policy, Stop& stop) : policy_(policy), stop_(stop) {}

  // Waits after a failure; true: try again.
  bool WaitAfter(const absl::Status& failure);

 private:
  using Clock = std::chrono::steady_clock;

  const RetryPolicy& policy_;
  Stop& stop_;
  Clock::time_point end_ = Clock::time_point::max();  // set by the first failure
  std::chrono::milliseconds pause_{0};
};

// Repeats `attempt`, which returns an absl::StatusOr, until it succeeds, fails for good, or the
// patience is over; then its last outcome. `on_passing(status)` hears of each failure in between.
template <class Attempt, class OnPassing>
auto Retry(const RetryPolicy& policy, Stop& stop, Attempt attempt, OnPassing on_passing)
    -> decltype(attempt()) {
  Patience patience(policy, stop);
  while (true) {
    auto outcome = attempt();
    if (outcome.ok()) return outcome;
    if (IsPassing(outcome.status())) on_passing(outcome.status());
    if (!patience.WaitAfter(outcome.status())) return outcome;
  }
}

}  // namespace cobuild::jiangxia
