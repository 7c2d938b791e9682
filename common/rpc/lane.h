// The threads and the room of one lane. Room is what admission is about: a call that finds none is
// shed at once, and a call that is in always reaches a worker.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "common/obs/metrics.h"
#include "common/rpc/method.h"

namespace cobuild::rpc {

class WorkerLane {
 public:
  using Job = std::function<void()>;
  using Hook = std::function<void(Lane)>;

  // Starts `workers` threads; at most `calls` are in at a time. The hooks, which may be null, run
  // on each thread before its first job and after its last.
  WorkerLane(Lane lane, int workers, int calls, Hook on_start, Hook on_exit, obs::Metrics& metrics);
  // Stops.
  ~WorkerLane();
  WorkerLane(const WorkerLane&) = delete;
  WorkerLane& operator=(const WorkerLane&) = delete;

  // Takes room for one call, given back by Leave. False, and counted as shed, when there is none.
  bool Enter();
  void Leave();

  // Runs `job`, of a call that entered, on a worker. Not after Stop.
  void Enqueue(Job job);

  // Runs every job still queued, then ends the threads. Twice is once.
  void Stop();

 private:
  void Work();
  Job Next();

  const Lane lane_;
  const int calls_;
  const Hook on_start_;
  const Hook on_exit_;
  std::atomic<int> inside_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  obs::Gauge depth_;
  obs::Counter shed_;
  std::vector<std::thread> threads_;
};

}  // namespace cobuild::rpc
