// The one writer of the books in this process. Concurrent callers hand in submissions; the poster
// takes what waits, decides it in order over balances in memory, records it in one transaction and
// answers each caller with its own results. Any number of processes may do so on one schema: each
// transaction locks the journal's head first, and whoever finds that it has moved forgets what the
// newer entries touched.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "services/finance/domain/entry.h"
#include "services/finance/engine/answerer.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/engine/poster_metrics.h"
#include "services/finance/engine/queue.h"
#include "services/finance/engine/submission.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

struct PosterOptions {
  int group_entries = 1'024;  // journal entries of one transaction, unless one submission has more
  int64_t queue_entries = 65'536;    // waiting; then OVERLOADED
  size_t cached_accounts = 100'000;  // about 400 bytes each
  // How long a COMMIT of unknown outcome is asked after before its callers are told that nobody
  // knows.
  std::chrono::milliseconds settle_timeout{10'000};
};

class Poster {
 public:
  // `on_commit` is told the new head after each commit, before the callers are answered. `records`
  // are kept up with what is committed. They, `clock` and `metrics` outlive the poster.
  Poster(std::unique_ptr<Writer> writer, LiveRecords& records, const base::Clock& clock,
         PosterMetrics& metrics, std::function<void(int64_t head)> on_commit,
         PosterOptions options = {});
  // Stops.
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  // Thread-safe; does not block. Why nothing of a submission was decided: UNAVAILABLE OVERLOADED
  // (the queue is full), DRAINING (stopping), STORE_UNAVAILABLE (no database; nothing is recorded),
  // COMMIT_UNKNOWN (nobody knows; the same again is safe), DEADLINE_EXCEEDED (nothing is recorded),
  // RESOURCE_EXHAUSTED STORE_FULL.
  void Submit(Submission submission);

  // Takes nothing more, finishes what waits, answers it and returns. Once; later calls do nothing.
  void Stop();

 private:
  using Group = std::vector<Submission>;

  struct Decided {
    std::vector<Results> results;  // of each submission
    Batch batch;
    Book book;
  };

  void Run();
  // The results of each submission, or why nothing of the group is recorded.
  absl::StatusOr<std::vector<Results>> Post(const Group& group);
  absl::StatusOr<std::vector<Results>> PostOnce(const Group& group);
  absl::Status Begin();
  absl::Status Adopt(const Head& head);
  absl::Status AdoptRecords(const Head& head, bool holds);
  absl::StatusOr<Decided> Decide(const Group& group);
  absl::Status Commit(const Batch& batch);
  absl::StatusOr<bool> FindOutWhetherHolds(const Entry& last);
  bool StoppedWithin(std::chrono::steady_clock::duration pause);
  void Keep(Book book, const Batch& batch);

  const std::unique_ptr<Writer> writer_;
  LiveRecords& records_;
  const base::Clock& clock_;
  PosterMetrics& metrics_;
  const std::function<void(int64_t)> on_commit_;
  const PosterOptions options_;

  SubmissionQueue queue_;
  Answerer answerer_;

  std::mutex stop_mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;  // guarded by stop_mutex_

  // The posting thread's own.
  Head head_;   // as of which `cache_` holds
  Book cache_;  // ledgers and accounts
  bool look_up_ids_ = false;

  std::thread thread_;  // last: runs on all of the above
};

}  // namespace cobuild::finance
