#include "common/rpc/lane.h"

#include <string>
#include <utility>

namespace cobuild::rpc {
namespace {

obs::Labels LabelsOf(Lane lane) { return {{"lane", std::string(NameOf(lane))}}; }

}  // namespace

WorkerLane::WorkerLane(Lane lane, int workers, int calls, Hook on_start, Hook on_exit,
                       obs::Metrics& metrics)
    : lane_(lane),
      calls_(calls),
      on_start_(std::move(on_start)),
      on_exit_(std::move(on_exit)),
      depth_(metrics.MakeGauge("cobuild_rpc_queue_depth", "Admitted calls that wait for a worker.",
                               LabelsOf(lane))),
      shed_(metrics.MakeCounter("cobuild_rpc_shed_total", "Calls refused for want of room.",
                                LabelsOf(lane))) {
  for (int i = 0; i < workers; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerLane::~WorkerLane() { Stop(); }

bool WorkerLane::Enter() {
  if (inside_.fetch_add(1, std::memory_order_relaxed) < calls_) return true;
  Leave();
  shed_.Increment();
  return false;
}

void WorkerLane::Leave() { inside_.fetch_sub(1, std::memory_order_relaxed); }

void WorkerLane::Enqueue(Job job) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(job));
  }
  depth_.Add(1);
  wake_.notify_one();
}

void WorkerLane::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerLane::Work() {
  if (on_start_) on_start_(lane_);
  while (const Job job = Next()) {
    depth_.Add(-1);
    job();
  }
  if (on_exit_) on_exit_(lane_);
}

// Null once the lane stops and nothing is queued.
WorkerLane::Job WorkerLane::Next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  if (queue_.empty()) return nullptr;
  Job job = std::move(queue_.front());
  queue_.pop_front();
  return job;
}

}  // namespace cobuild::rpc
