#include "deploy/examples/jiangxia/crew.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace cobuild::jiangxia {

absl::Status RunAll(size_t count, int threads, Stop& stop,
                    const std::function<absl::Status(size_t)>& task) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  absl::Status first_failure;
  const auto work = [&] {
    for (size_t i = next++; i < count && !stop.requested(); i = next++) {
      const absl::Status status = task(i);
      if (status.ok()) continue;
      const std::lock_guard lock(mutex);
      if (first_failure.ok()) first_failure = status;
      stop.Request();
    }
  };
  {
    std::vector<std::jthread> crew;
    for (int i = 0; i < threads; ++i) crew.emplace_back(work);
  }
  return first_failure;
}

}  // namespace cobuild::jiangxia
