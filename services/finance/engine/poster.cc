#include "services/finance/engine/poster.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <utility>
#include <variant>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/obs/log.h"
#include "services/finance/engine/decider.h"
#include "services/finance/engine/loader.h"

namespace cobuild::finance {
namespace {

using SteadyClock = std::chrono::steady_clock;

// A conflict or a lost connection is tried again this often before the callers hear of it.
constexpr int kAttempts = 3;
// Beyond so many entries of other processes it is cheaper to load balances anew.
constexpr int kAdoptedEntries = 10'000;
// Between two questions for the outcome of a COMMIT.
constexpr SteadyClock::duration kFirstPause = std::chrono::milliseconds(10);
constexpr SteadyClock::duration kLongestPause = std::chrono::seconds(1);

class StageTimer {
 public:
  explicit StageTimer(obs::Histogram& histogram) : histogram_(histogram) {}
  ~StageTimer() {
    histogram_.Observe(std::chrono::duration<double>(SteadyClock::now() - start_).count());
  }
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  obs::Histogram& histogram_;
  const SteadyClock::time_point start_ = SteadyClock::now();
};

absl::Status Unavailable(std::string_view reason, std::string_view message) {
  return error::Make(absl::StatusCode::kUnavailable, reason, message);
}

bool IsWorthAnotherAttempt(const absl::Status& status) {
  return status.code() == absl::StatusCode::kAborted ||
         status.code() == absl::StatusCode::kUnavailable;
}

bool HasRefusal(const std::vector<Results>& results) {
  return std::any_of(results.begin(), results.end(), [](const Results& of_submission) {
    return std::any_of(of_submission.begin(), of_submission.end(),
                       [](const auto& result) { return !result.ok(); });
  });
}

std::vector<RecordStated> StatedIn(const Batch& batch) {
  std::vector<RecordStated> stated;
  for (const Entry& entry : batch.entries) {
    if (const auto* record = std::get_if<RecordStated>(&entry.content)) {
      stated.push_back(*record);
      stated.back().record.position = entry.stamp.position;
      stated.back().record.record_time = entry.stamp.time;
      stated.back().record.actor = entry.stamp.actor;
    }
  }
  return stated;
}

// Splits off those whose callers have stopped waiting.
std::vector<Submission> TakeExpired(std::vector<Submission>& group) {
  const auto now = SteadyClock::now();
  const auto middle = std::stable_partition(
      group.begin(), group.end(),
      [&](const Submission& submission) { return submission.deadline > now; });
  std::vector<Submission> expired(std::make_move_iterator(middle),
                                  std::make_move_iterator(group.end()));
  group.erase(middle, group.end());
  return expired;
}

}  // namespace

Poster::Poster(std::unique_ptr<Writer> writer, LiveRecords& records, const base::Clock& clock,
               PosterMetrics& metrics, std::function<void(int64_t head)> on_commit,
               PosterOptions options)
    : writer_(std::move(writer)),
      records_(records),
      clock_(clock),
      metrics_(metrics),
      on_commit_(std::move(on_commit)),
      options_(options),
      queue_(options.queue_entries),
      thread_([this] { Run(); }) {}

Poster::~Poster() { Stop(); }

void Poster::Stop() {
  {
    const std::lock_guard lock(stop_mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  queue_.Close();
  if (thread_.joinable()) thread_.join();
}

void Poster::Submit(Submission submission) {
  switch (queue_.Push(submission)) {
    case SubmissionQueue::Admission::kTaken:
      return;
    case SubmissionQueue::Admission::kFull:
      return submission.done(Unavailable("OVERLOADED", "too much waits to be posted"));
    case SubmissionQueue::Admission::kClosed:
      return submission.done(Unavailable("DRAINING", "this server is about to stop"));
  }
}

void Poster::Run() {
  while (true) {
    Group group = queue_.TakeGroup(options_.group_entries);
    if (group.empty()) return;
    metrics_.waiting_entries.Set(static_cast<double>(queue_.entries()));
    Group expired = TakeExpired(group);
    if (!expired.empty()) {
      answerer_.RefuseAll(std::move(expired),
                          absl::DeadlineExceededError("expired while it waited"));
    }
    if (group.empty()) continue;
    absl::StatusOr<std::vector<Results>> results = Post(group);
    if (results.ok()) {
      answerer_.Answer(std::move(group), *std::move(results));
    } else {
      answerer_.RefuseAll(std::move(group), results.status());
    }
  }
}

absl::StatusOr<std::vector<Results>> Poster::Post(const Group& group) {
  for (int attempt = 1;; ++attempt) {
    absl::StatusOr<std::vector<Results>> results = PostOnce(group);
    if (results.ok()) return results;
    writer_->Rollback();
    const absl::Status& status = results.status();
    const std::string reason = error::ReasonOf(status);
    if (attempt == kAttempts || reason == "COMMIT_UNKNOWN") return results;
    if (status.code() == absl::StatusCode::kAlreadyExists) {
      look_up_ids_ = true;  // and under the head's lock nobody else takes one meanwhile
    } else if (!IsWorthAnotherAttempt(status)) {
      return results;
    } else {
      obs::Log(obs::Level::kWarning, "a group is posted again", {{"reason", reason}});
    }
  }
}

absl::StatusOr<std::vector<Results>> Poster::PostOnce(const Group& group) try {
  COBUILD_RETURN_IF_ERROR(Begin());
  COBUILD_ASSIGN_OR_RETURN(Decided decided, Decide(group));
  if (decided.batch.entries.empty()) {
    writer_->Rollback();
    return std::move(decided.results);
  }
  COBUILD_RETURN_IF_ERROR(Commit(decided.batch));
  Keep(std::move(decided.book), decided.batch);
  return std::move(decided.results);
} catch (const std::exception& exception) {
  obs::Log(obs::Level::kError, "posting failed", {{"what", exception.what()}});
  return absl::InternalError("posting failed");
}

absl::Status Poster::Begin() {
  const StageTimer timer(metrics_.lock_seconds);
  COBUILD_ASSIGN_OR_RETURN(const Head head, writer_->Begin());
  return head == head_ ? absl::OkStatus() : Adopt(head);
}

// Another process has moved the head: what it touched is no longer as the cache has it.
absl::Status Poster::Adopt(const Head& head) {
  std::optional<std::vector<Key>> touched;
  bool holds = true;
  if (head_.position > 0) {
    metrics_.adoptions.Increment();
    COBUILD_ASSIGN_OR_RETURN(holds, writer_->Holds(head_.position, head_.digest));
    // Otherwise the journal is another than the one we know, as after a restore.
    if (holds) {
      COBUILD_ASSIGN_OR_RETURN(touched,
                               writer_->AccountsTouchedAfter(head_.position, kAdoptedEntries));
    }
  }
  if (touched) {
    for (const Key& account : *touched) cache_.ForgetAccount(account);
  } else {
    cache_ = Book();
  }
  COBUILD_RETURN_IF_ERROR(AdoptRecords(head, holds));
  head_ = head;
  return absl::OkStatus();
}

absl::Status Poster::AdoptRecords(const Head& head, bool holds) {
  if (!holds) records_.Forget();
  return records_.CatchUpTo(head.position, [this](int64_t after, int64_t upto, int limit) {
    return writer_->ReadRecords(after, upto, limit);
  });
}

absl::StatusOr<Poster::Decided> Poster::Decide(const Group& group) {
  const StageTimer timer(metrics_.decide_seconds);
  while (true) {
    Decided decided{.results = {}, .batch = {}, .book = Book(&cache_)};
    COBUILD_RETURN_IF_ERROR(LoadFor(group, look_up_ids_, *writer_, cache_, decided.book));
    UnitSource source(*writer_, records_, cache_, decided.book);
    Decider decider(decided.book, head_, clock_.Now(), source, look_up_ids_);
    for (const Submission& submission : group) {
      decided.results.push_back(decider.Decide(submission));
    }
    COBUILD_RETURN_IF_ERROR(decider.failure());
    const bool has_refusal = HasRefusal(decided.results);
    // What is refused now may repeat what was accepted once, and then its first result stands.
    if (has_refusal && !look_up_ids_) {
      look_up_ids_ = true;
      continue;
    }
    // Repetitions and refusals come in bursts: the next group looks up at once, or not at all.
    look_up_ids_ = has_refusal || decider.repeats() > 0;
    decided.batch = decider.TakeBatch();
    return decided;
  }
}

absl::Status Poster::Commit(const Batch& batch) {
  {
    const StageTimer timer(metrics_.write_seconds);
    COBUILD_RETURN_IF_ERROR(writer_->Write(batch));
  }
  const StageTimer timer(metrics_.commit_seconds);
  const absl::Status status = writer_->Commit();
  if (error::ReasonOf(status) != "COMMIT_UNKNOWN") return status;
  metrics_.unknown_commits.Increment();
  COBUILD_ASSIGN_OR_RETURN(const bool holds, FindOutWhetherHolds(batch.entries.back()));
  if (holds) return absl::OkStatus();
  return Unavailable("STORE_UNAVAILABLE", "the database went away before it could commit");
}

// Begin waits for the head's lock, which the transaction in doubt holds until it stands or falls.
absl::StatusOr<bool> Poster::FindOutWhetherHolds(const Entry& last) {
  const auto deadline = SteadyClock::now() + options_.settle_timeout;
  for (auto pause = kFirstPause; SteadyClock::now() < deadline; pause *= 2) {
    if (writer_->Begin().ok()) {
      const auto holds = writer_->Holds(last.stamp.position, last.chain_digest);
      writer_->Rollback();
      if (holds.ok()) return holds;
    }
    if (StoppedWithin(std::min(pause, kLongestPause))) break;
  }
  return Unavailable("COMMIT_UNKNOWN", "nobody knows yet whether this is recorded; ask again");
}

// A pause: nothing would wake us when the database is back.
bool Poster::StoppedWithin(std::chrono::steady_clock::duration pause) {
  std::unique_lock lock(stop_mutex_);
  return stopped_.wait_for(lock, pause, [this] { return stopping_; });
}

void Poster::Keep(Book book, const Batch& batch) {
  std::move(book).MergeBalancesInto(cache_);
  if (cache_.size() > options_.cached_accounts) cache_ = Book();
  const Entry& last = batch.entries.back();
  head_ = {last.stamp.position, last.chain_digest, last.stamp.time};
  records_.Add(StatedIn(batch), head_.position);
  metrics_.head_position.Set(static_cast<double>(head_.position));
  metrics_.groups.Increment();
  metrics_.entries.Increment(static_cast<double>(batch.entries.size()));
  metrics_.group_entries.Observe(static_cast<double>(batch.entries.size()));
  on_commit_(head_.position);
}

}  // namespace cobuild::finance
