#include "deploy/examples/jiangxia/progress.h"

#include <fmt/format.h>

#include <utility>

namespace cobuild::jiangxia {
namespace {

constexpr std::chrono::milliseconds kTerminalInterval{100};
constexpr std::chrono::seconds kLogInterval{10};
constexpr std::chrono::seconds kNoticeInterval{5};

}  // namespace

void Progress::Begin(std::string what, size_t total) {
  const std::lock_guard lock(mutex_);
  what_ = std::move(what);
  done_ = 0;
  total_ = total;
  next_draw_ = Clock::now() + kLogInterval;
  if (is_terminal_) Draw(false);
}

void Progress::Advance(size_t count) {
  const std::lock_guard lock(mutex_);
  done_ += count;
  if (Clock::now() >= next_draw_) Draw(false);
}

void Progress::Waiting(const absl::Status& failure) {
  const std::lock_guard lock(mutex_);
  if (Clock::now() < next_notice_) return;
  next_notice_ = Clock::now() + kNoticeInterval;
  if (is_terminal_) out_ << "\n";
  out_ << fmt::format("waiting: {} {}\n", absl::StatusCodeToString(failure.code()),
                      std::string(failure.message()))
       << std::flush;
}

void Progress::End() {
  const std::lock_guard lock(mutex_);
  Draw(true);
}

void Progress::Draw(bool last) {
  next_draw_ = Clock::now();
  if (is_terminal_) {
    next_draw_ += kTerminalInterval;
    out_ << "\r" << fmt::format("{:<16}{:>6} of {}", what_, done_, total_) << (last ? "\n" : "");
  } else {
    next_draw_ += kLogInterval;
    out_ << fmt::format("{:<16}{:>6} of {}\n", what_, done_, total_);
  }
  out_ << std::flush;
}

}  // namespace cobuild::jiangxia
