#include "services/finance/engine/queue.h"

#include <utility>

namespace cobuild::finance {

SubmissionQueue::Admission SubmissionQueue::Push(Submission& submission) {
  const int entries = MostEntriesOf(submission);
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return Admission::kClosed;
    if (entries_ + entries > max_entries_) return Admission::kFull;
    entries_ += entries;
    waiting_.push_back(std::move(submission));
  }
  changed_.notify_one();
  return Admission::kTaken;
}

std::vector<Submission> SubmissionQueue::TakeGroup(int max_entries) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  std::vector<Submission> group;
  int taken = 0;
  while (!waiting_.empty()) {
    const int entries = MostEntriesOf(waiting_.front());
    if (!group.empty() && taken + entries > max_entries) break;
    taken += entries;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  entries_ -= taken;
  return group;
}

void SubmissionQueue::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

int64_t SubmissionQueue::entries() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

}  // namespace cobuild::finance
