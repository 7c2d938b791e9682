// Where submissions wait for the poster: bounded, in order of arrival.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// Thread-safe.
class SubmissionQueue {
 public:
  // Holds submissions of at most `max_entries` journal entries together.
  explicit SubmissionQueue(int64_t max_entries) : max_entries_(max_entries) {}

  enum class Admission { kTaken, kFull, kClosed };
  // Takes `submission` over only when it answers kTaken.
  Admission Push(Submission& submission);

  // Waits for a submission; then as many as wait, but of at most `max_entries` journal entries
  // together, unless the first alone has more. Empty once the queue is closed and drained.
  std::vector<Submission> TakeGroup(int max_entries);

  // Takes no more submissions.
  void Close();

  int64_t entries() const;

 private:
  const int64_t max_entries_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Submission> waiting_;
  int64_t entries_ = 0;
  bool closed_ = false;
};

}  // namespace cobuild::finance
