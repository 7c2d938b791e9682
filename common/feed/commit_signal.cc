#include "common/feed/commit_signal.h"

#include <algorithm>

namespace cobuild::feed {

void CommitSignal::Advance(int64_t position) {
  {
    const std::lock_guard lock(mutex_);
    position_ = std::max(position_, position);
  }
  advanced_.notify_all();
}

bool CommitSignal::WaitBeyond(int64_t after, std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return advanced_.wait_until(lock, deadline, [&] { return position_ > after; });
}

}  // namespace cobuild::feed
