// How far the load is, on stderr: one moving line on a terminal, a line a step elsewhere.
#pragma once

#include <chrono>
#include <mutex>
#include <ostream>
#include <string>

#include "absl/status/status.h"

namespace cobuild::jiangxia {

// Thread-safe between Begin and End.
class Progress {
 public:
  Progress(std::ostream& out, bool is_terminal) : out_(out), is_terminal_(is_terminal) {}

  void Begin(std::string what, size_t total);
  void Advance(size_t count = 1);
  // A call fails and is repeated: says so now and then.
  void Waiting(const absl::Status& failure);
  void End();

 private:
  using Clock = std::chrono::steady_clock;

  // Ends the moving line, so that another can be written.
  void Draw(bool last);

  std::ostream& out_;
  const bool is_terminal_;
  std::mutex mutex_;
  std::string what_;
  size_t done_ = 0;
  size_t total_ = 0;
  Clock::time_point next_draw_;
  Clock::time_point next_notice_;
};

}  // namespace cobuild::jiangxia
