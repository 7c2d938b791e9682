#include "services/registry/app/refresher.h"

#include <string>

#include "absl/status/status.h"
#include "common/obs/log.h"

namespace cobuild::registry {

Refresher::Refresher(LiveRegistry& live, std::chrono::milliseconds interval)
    : live_(live), interval_(interval), thread_([this] { Run(); }) {}

Refresher::~Refresher() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void Refresher::Run() {
  bool failing = false;
  while (WaitForNext()) {
    const absl::Status status = live_.CatchUp();
    if (status.ok() == !failing) continue;
    failing = !status.ok();
    if (failing) {
      obs::Log(obs::Level::kWarning, "memory is behind the store", {{"error", status.ToString()}});
    } else {
      obs::Log(obs::Level::kInfo, "memory follows the store again");
    }
  }
}

// False when it is time to stop.
bool Refresher::WaitForNext() {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, interval_, [this] { return stop_; });
}

}  // namespace cobuild::registry
