// Brings in what other processes of the registry commit.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

// Calls CatchUp every `interval` in a thread of its own, from construction until destruction, which
// waits for the call under way and no longer. A failure is logged once, and again when it has
// passed: memory stays as fresh as the last success.
class Refresher {
 public:
  // `live` outlives it.
  Refresher(LiveRegistry& live, std::chrono::milliseconds interval);
  ~Refresher();
  Refresher(const Refresher&) = delete;
  Refresher& operator=(const Refresher&) = delete;

 private:
  void Run();
  bool WaitForNext();

  LiveRegistry& live_;
  const std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace cobuild::registry
