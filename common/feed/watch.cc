#include "common/feed/watch.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/feed/checked_reads.h"

namespace cobuild::feed {
namespace {

constexpr int kChangesPerMessage = 256;
// A heartbeat is promised every 5 s; what remains is for reading the head and for the network.
constexpr std::chrono::milliseconds kHeartbeatInterval(4'000);
// How late a change that another process commits, a cancellation or a drain is noticed.
constexpr std::chrono::milliseconds kPollInterval(200);

}  // namespace

Watch::Watch(Source& source, rpc::Call& call, rpc::StreamWriter<v1::WatchChangesResponse>& writer,
             int64_t after, Wanted wanted)
    : source_(source), call_(call), writer_(writer), through_(after), wanted_(std::move(wanted)) {}

absl::Status Watch::Run() {
  while (!broken_ && !call_.Cancelled()) {
    COBUILD_ASSIGN_OR_RETURN(const int64_t head, HeadFrom(source_, through_));
    if (head > through_) COBUILD_RETURN_IF_ERROR(SendSome(head));
    if (Clock::now() >= heartbeat_due_) Send({}, std::max(head, through_));
    if (head > through_) continue;
    source_.WaitForChange(
        through_, std::min({Clock::now() + kPollInterval, heartbeat_due_, call_.deadline()}));
  }
  return absl::OkStatus();
}

absl::Status Watch::SendSome(int64_t head) {
  const int at_once = wanted_.everything() ? kChangesPerMessage : kMostAtOnce;
  COBUILD_ASSIGN_OR_RETURN(Changes changes, ListSome(source_, through_, at_once, wanted_.reach));
  const int64_t last = changes.back().position();
  for (auto next = changes.begin(); next != changes.end() && !broken_;) {
    v1::WatchChangesResponse message;
    Room room(kChangesPerMessage);
    next = MoveAdmitted(wanted_, next, changes.end(), room, *message.mutable_changes());
    through_ = next == changes.end() ? last : next->position() - 1;
    // Where nothing was wanted, a heartbeat will tell how far it went.
    if (!message.changes().empty()) Send(std::move(message), std::max(head, last));
  }
  return absl::OkStatus();
}

void Watch::Send(v1::WatchChangesResponse message, int64_t head) {
  message.set_head_position(head);
  message.set_through_position(through_);
  broken_ = !writer_.Write(message);
  heartbeat_due_ = Clock::now() + kHeartbeatInterval;
}

}  // namespace cobuild::feed
