#include "common/service/recurring.h"

#include <utility>

#include "common/obs/log.h"

namespace cobuild::service {

Recurring::Recurring(std::string name, std::chrono::milliseconds interval,
                     std::function<absl::Status()> task)
    : name_(std::move(name)),
      interval_(interval),
      task_(std::move(task)),
      thread_([this] { Run(); }) {}

Recurring::~Recurring() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void Recurring::Run() {
  bool failing = false;
  while (WaitForNext()) {
    const absl::Status status = task_();
    if (status.ok() == !failing) continue;
    failing = !status.ok();
    if (failing) {
      obs::Log(obs::Level::kWarning, "a recurring task fails",
               {{"task", name_}, {"error", status.ToString()}});
    } else {
      obs::Log(obs::Level::kInfo, "a recurring task succeeds again", {{"task", name_}});
    }
  }
}

// False when it is time to stop.
bool Recurring::WaitForNext() {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, interval_, [this] { return stop_; });
}

}  // namespace cobuild::service
