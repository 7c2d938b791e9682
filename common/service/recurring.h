// A task that a service repeats by itself, beside serving.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"

namespace cobuild::service {

// Calls `task` every `interval` in a thread of its own, from construction until destruction, which
// waits for the call under way and no longer. A failure is logged once, and again when it has
// passed: the next call tries anew.
class Recurring {
 public:
  // `name` says for the log what the task does: "refresh".
  Recurring(std::string name, std::chrono::milliseconds interval,
            std::function<absl::Status()> task);
  ~Recurring();
  Recurring(const Recurring&) = delete;
  Recurring& operator=(const Recurring&) = delete;

 private:
  void Run();
  bool WaitForNext();

  const std::string name_;
  const std::chrono::milliseconds interval_;
  const std::function<absl::Status()> task_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace cobuild::service
