// A shared mutex that lets a waiting writer in. The standard's may let readers pass it for ever:
// here both come through one gate, which the writer keeps closed while it waits.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace cobuild::records {

class FairMutex {
 public:
  std::shared_lock<std::shared_mutex> Reading() {
    const std::lock_guard gate(gate_);
    return std::shared_lock(mutex_);
  }
  std::unique_lock<std::shared_mutex> Changing() {
    const std::lock_guard gate(gate_);
    return std::unique_lock(mutex_);
  }

 private:
  std::mutex gate_;  // taken before mutex_
  std::shared_mutex mutex_;
};

}  // namespace cobuild::records
