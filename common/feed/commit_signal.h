// Wakes those who wait for a change that this process commits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace cobuild::feed {

// Thread-safe.
class CommitSignal {
 public:
  // The head has reached `position`, here; call after COMMIT. A lower position than before changes
  // nothing.
  void Advance(int64_t position);

  // Returns when the head, as far as Advance told, is beyond `after`: true; or at `deadline`:
  // false.
  bool WaitBeyond(int64_t after, std::chrono::steady_clock::time_point deadline);

 private:
  std::mutex mutex_;
  std::condition_variable advanced_;
  int64_t position_ = 0;
};

}  // namespace cobuild::feed
