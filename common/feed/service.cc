#include "common/feed/service.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/feed/methods.h"
#include "common/feed/sequence.h"
#include "common/rpc/page.h"

namespace cobuild::feed {
namespace {

using std::chrono::steady_clock;

constexpr int kChangesPerMessage = 256;
// Of changes in a message, well below the 4 MiB that a message may have.
constexpr size_t kChangesBytes = 3 * 1024 * 1024;
// A heartbeat is promised every 5 s; what remains is for reading the head and for the network.
constexpr std::chrono::milliseconds kHeartbeatInterval(4'000);
// How late a change that another process commits, a cancellation or a drain is noticed.
constexpr std::chrono::milliseconds kPollInterval(200);

absl::Status PositionAheadOfHead(int64_t after, int64_t head) {
  return error::Make(
      absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD",
      "after_position " + std::to_string(after) + " is beyond the head, " + std::to_string(head),
      {{"after_position", std::to_string(after)}, {"head_position", std::to_string(head)}});
}

void CheckAfter(error::Violations& violations, int64_t after) {
  if (after < 0) violations.Add("after_position", "OUT_OF_RANGE", "must not be negative");
}

// The head's position; POSITION_AHEAD_OF_HEAD when `after` is beyond it.
absl::StatusOr<int64_t> HeadFrom(Source& source, int64_t after) {
  COBUILD_ASSIGN_OR_RETURN(const Head head, source.ReadHead());
  if (after > head.position) return PositionAheadOfHead(after, head.position);
  return head.position;
}

// The changes after `after`, of which the caller knows that there is one at least.
absl::StatusOr<std::vector<v1::Change>> ListSome(Source& source, int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<v1::Change> changes, source.List(after, limit));
  if (changes.empty()) return FeedGap(after + 1);
  COBUILD_RETURN_IF_ERROR(CheckContiguous(after, changes));
  return changes;
}

// Moves changes from `next` on into `message` until it is full; the first always fits. The new
// `next`.
template <class Message>
std::vector<v1::Change>::iterator Fill(Message& message, std::vector<v1::Change>::iterator next,
                                       std::vector<v1::Change>::iterator end) {
  size_t bytes = 0;
  for (; next != end; ++next) {
    bytes += next->ByteSizeLong();
    if (bytes > kChangesBytes && message.changes_size() > 0) break;
    *message.add_changes() = std::move(*next);
  }
  return next;
}

absl::StatusOr<v1::ListChangesResponse> ListChanges(Source& source,
                                                    const v1::ListChangesRequest& request) {
  error::Violations violations;
  CheckAfter(violations, request.after_position());
  const int limit = rpc::PageSize(violations, request.page_size());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());

  const int64_t after = request.after_position();
  COBUILD_ASSIGN_OR_RETURN(const int64_t head, HeadFrom(source, after));
  v1::ListChangesResponse response;
  response.set_head_position(head);
  if (head == after) return response;
  COBUILD_ASSIGN_OR_RETURN(std::vector<v1::Change> changes, ListSome(source, after, limit));
  // What was committed between the two reads is on the page too.
  response.set_head_position(std::max(head, changes.back().position()));
  Fill(response, changes.begin(), changes.end());
  return response;
}

// One WatchChanges call.
class Watch {
 public:
  Watch(Source& source, rpc::Call& call, rpc::StreamWriter<v1::WatchChangesResponse>& writer,
        int64_t after)
      : source_(source), call_(call), writer_(writer), after_(after) {}

  // Returns when nobody waits for more; the pipeline knows why.
  absl::Status Run() {
    while (!broken_ && !call_.Cancelled()) {
      COBUILD_ASSIGN_OR_RETURN(const int64_t head, HeadFrom(source_, after_));
      if (head > after_) {
        COBUILD_RETURN_IF_ERROR(SendSome(head));
        continue;
      }
      if (steady_clock::now() >= heartbeat_due_) Send({}, head);
      source_.WaitForChange(after_, std::min({steady_clock::now() + kPollInterval, heartbeat_due_,
                                              call_.deadline()}));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status SendSome(int64_t head) {
    COBUILD_ASSIGN_OR_RETURN(std::vector<v1::Change> changes,
                             ListSome(source_, after_, kChangesPerMessage));
    head = std::max(head, changes.back().position());
    after_ = changes.back().position();
    for (auto next = changes.begin(); next != changes.end() && !broken_;) {
      v1::WatchChangesResponse message;
      next = Fill(message, next, changes.end());
      Send(std::move(message), head);
    }
    return absl::OkStatus();
  }

  void Send(v1::WatchChangesResponse message, int64_t head) {
    message.set_head_position(head);
    broken_ = !writer_.Write(message);
    heartbeat_due_ = steady_clock::now() + kHeartbeatInterval;
  }

  Source& source_;
  rpc::Call& call_;
  rpc::StreamWriter<v1::WatchChangesResponse>& writer_;
  int64_t after_;
  bool broken_ = false;
  // The first is due at once: it tells the head.
  steady_clock::time_point heartbeat_due_ = steady_clock::now();
};

}  // namespace

void RegisterFeedService(rpc::Router& router, Source& source) {
  router.Unary<v1::ListChangesRequest, v1::ListChangesResponse>(
      kListChanges, [&source](rpc::Call&, const v1::ListChangesRequest& request) {
        return ListChanges(source, request);
      });
  router.ServerStream<v1::WatchChangesRequest, v1::WatchChangesResponse>(
      kWatchChanges, [&source](rpc::Call& call, const v1::WatchChangesRequest& request,
                               rpc::StreamWriter<v1::WatchChangesResponse>& writer) {
        error::Violations violations;
        CheckAfter(violations, request.after_position());
        absl::Status valid = std::move(violations).Finish();
        return valid.ok() ? Watch(source, call, writer, request.after_position()).Run() : valid;
      });
}

}  // namespace cobuild::feed
