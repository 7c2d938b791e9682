#include "deploy/examples/jiangxia/retry.h"

#include <algorithm>
#include <random>

#include "common/error/error.h"

namespace cobuild::jiangxia {
namespace {

std::chrono::milliseconds Jittered(std::chrono::milliseconds pause) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int64_t half = pause.count() / 2;
  return std::chrono::milliseconds(half + std::uniform_int_distribution<int64_t>(0, half)(random));
}

}  // namespace

void Stop::Request() {
  const std::lock_guard lock(mutex_);
  requested_ = true;
  changed_.notify_all();
}

bool Stop::requested() const {
  const std::lock_guard lock(mutex_);
  return requested_;
}

bool Stop::WaitFor(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, time, [this] { return requested_; });
}

bool IsNotYet(const absl::Status& status) { return error::ReasonOf(status) == "RELEASE_NOT_FOUND"; }

bool IsPassing(const absl::Status& status) {
  if (IsNotYet(status)) return true;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kDeadlineExceeded:
      return true;
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kCancelled:
      // Our services give a reason with every refusal: without one the connection broke.
      return error::ReasonOf(status).empty();
    default:
      return false;
  }
}

bool Patience::WaitAfter(const absl::Status& failure) {
  if (!IsPassing(failure)) return false;
  const auto now = Clock::now();
  if (end_ == Clock::time_point::max()) {
    end_ = now + policy_.patience;
    pause_ = policy_.first_pause;
  }
  const auto pause = Jittered(pause_);
  if (now + pause > end_) return false;
  pause_ = std::min(2 * pause_, policy_.longest_pause);
  return !stop_.WaitFor(pause);
}

}  // namespace cobuild::jiangxia
