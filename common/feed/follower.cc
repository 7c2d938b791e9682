#include "common/feed/follower.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/feed/sequence.h"
#include "common/obs/log.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"

namespace cobuild::feed {
namespace {

using std::chrono::milliseconds;

// What another try cannot mend.
bool IsFinal(const absl::Status& status) {
  const std::string reason = error::ReasonOf(status);
  return reason == "FEED_GAP" || reason == "POSITION_AHEAD_OF_HEAD";
}

void LogEnd(obs::Level level, std::string_view what, const FollowerOptions& options,
            int64_t position, const absl::Status& why) {
  obs::Log(level, what,
           {{"feed", options.feed},
            {"position", position},
            {"code", absl::StatusCodeToString(why.code())},
            {"reason", error::ReasonOf(why)},
            {"error", std::string(why.message())}});
}

}  // namespace

Follower::Follower(std::shared_ptr<grpc::Channel> channel, FollowerOptions options,
                   Consumer consumer)
    : channel_(std::move(channel)),
      options_(std::move(options)),
      consumer_(std::move(consumer)),
      position_(options_.after),
      thread_([this] { Run(); }) {}

Follower::~Follower() { Stop(); }

void Follower::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }
  stopped_.notify_all();
  const std::lock_guard lock(joining_);
  if (thread_.joinable()) thread_.join();
}

int64_t Follower::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

int64_t Follower::head_position() const {
  const std::lock_guard lock(mutex_);
  return head_position_;
}

absl::Status Follower::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

bool Follower::stopping() const {
  const std::lock_guard lock(mutex_);
  return stop_;
}

void Follower::Run() {
  while (!stopping()) {
    ++fruitless_;  // until the consumer takes something
    const absl::Status ended = WatchOnce();
    if (IsFinal(ended)) {
      GiveUp(ended);
      return;
    }
    const bool renewal = absl::IsDeadlineExceeded(ended) && fruitless_ == 0;
    if (!renewal) PauseAfter(ended);
  }
}

absl::Status Follower::WatchOnce() {
  const auto context = rpc::ContextFor(options_.watch_timeout, obs::NewTrace());
  v1::WatchChangesRequest request;
  request.set_after_position(position());
  for (const std::string& type : options_.resource_types) request.add_resource_types(type);
  const auto reader = v1::FeedService::NewStub(channel_)->WatchChanges(context.get(), request);
  Expose(context.get());
  absl::Status taken;
  v1::WatchChangesResponse message;
  while (taken.ok() && reader->Read(&message)) taken = Take(message);
  if (!taken.ok()) context->TryCancel();
  const grpc::Status finished = reader->Finish();
  Expose(nullptr);
  return taken.ok() ? rpc::FromGrpc(finished) : taken;
}

void Follower::Expose(grpc::ClientContext* context) {
  const std::lock_guard lock(mutex_);
  context_ = context;
  if (stop_ && context_ != nullptr) context_->TryCancel();
}

absl::Status Follower::Take(const v1::WatchChangesResponse& message) {
  const int64_t after = position();
  const bool of_every_type = options_.resource_types.empty();
  if (of_every_type) COBUILD_RETURN_IF_ERROR(CheckContiguous(after, message.changes()));
  if (stopping()) return absl::CancelledError("stopped");
  if (!message.changes().empty()) COBUILD_RETURN_IF_ERROR(consumer_(message));
  fruitless_ = 0;
  const int64_t through =
      of_every_type ? after + message.changes_size() : message.through_position();
  {
    const std::lock_guard lock(mutex_);
    position_ = std::max(after, through);
    head_position_ = message.head_position();
  }
  if (options_.on_caught_up && through >= message.head_position()) options_.on_caught_up();
  return absl::OkStatus();
}

void Follower::GiveUp(const absl::Status& reason) {
  {
    const std::lock_guard lock(mutex_);
    status_ = reason;
  }
  LogEnd(obs::Level::kError, "feed follower gave up", options_, position(), reason);
}

void Follower::PauseAfter(const absl::Status& failure) {
  if (stopping()) return;
  LogEnd(obs::Level::kWarning, "feed follower lost its watch", options_, position(), failure);
  const int doublings = std::clamp(fruitless_ - 1, 0, 16);
  const milliseconds longest =
      std::min(options_.longest_pause, options_.shortest_pause * (1 << doublings));
  // Half of it at least and the rest by chance, so that many followers do not come back at once.
  std::uniform_int_distribution<int64_t> chance(longest.count() / 2, longest.count());
  const milliseconds pause(chance(random_));
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, pause, [this] { return stop_; });
}

}  // namespace cobuild::feed
