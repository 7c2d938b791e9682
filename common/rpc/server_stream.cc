// Calls with one message in and any number out. The handler blocks its worker while the client
// reads, and the stream holds one message at a time.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/exchange.h"
#include "common/rpc/reactors.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {
namespace {

// Deletes itself in OnDone, which gRPC calls after Finish and every other callback.
class ServerStreamExchange final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                                   public Exchange,
                                   public MessageSink {
 public:
  ServerStreamExchange(const Pipeline& pipeline, Endpoint& endpoint,
                       grpc::CallbackServerContext& context, const grpc::ByteBuffer& request)
      : Exchange(pipeline, endpoint, context),
        write_timeout_(pipeline.write_timeout()),
        request_(request) {}

  // Finishing may delete this at once, on another thread.
  void FinishWith(const absl::Status& outcome) { Finish(Close(outcome)); }

  void Run() {
    absl::Status outcome = Serve();
    if (!broken_.ok()) outcome = broken_;
    // A handler that noticed that it should stop just returns.
    if (outcome.ok()) outcome = Interrupted();
    FinishWith(outcome);
  }

  bool Write(const google::protobuf::Message& message) override {
    if (broken_.ok()) broken_ = Interrupted();
    if (broken_.ok()) broken_ = Serialize(message, buffer_);
    if (!broken_.ok()) return false;
    written_ = Written::kWaiting;
    StartWrite(&buffer_);
    if (AwaitWrite()) return true;
    broken_ = stalled_ ? SlowConsumer() : Interrupted();
    if (broken_.ok()) {
      broken_ = error::Make(absl::StatusCode::kCancelled, "CANCELLED", "the stream broke off");
    }
    return false;
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    written_ = ok ? Written::kYes : Written::kNo;
    changed_.notify_one();
  }

  void OnDone() override { delete this; }

 private:
  enum class Written { kWaiting, kYes, kNo };

  absl::Status Serve() {
    COBUILD_RETURN_IF_ERROR(Recheck());
    return Guard(method(), trace(),
                 [this] { return endpoint().route.server_stream(*this, request_, *this); });
  }

  // Flow control may hold a write back for as long as the client likes, so the deadline or the
  // write timeout cancels the call; gRPC then reports the write as failed. The client sees
  // CANCELLED: while it reads nothing, no status of ours can reach it.
  bool AwaitWrite() {
    const auto patience = std::chrono::steady_clock::now() + write_timeout_;
    std::unique_lock lock(mutex_);
    const auto settled = [this] { return written_ != Written::kWaiting; };
    if (!changed_.wait_until(lock, std::min(deadline(), patience), settled)) {
      stalled_ = std::chrono::steady_clock::now() < deadline();
      context().TryCancel();
      changed_.wait(lock, settled);
    }
    return written_ == Written::kYes && !stalled_;
  }

  // For our log and metrics.
  absl::Status SlowConsumer() const {
    return error::Make(
        absl::StatusCode::kResourceExhausted, "SLOW_CONSUMER",
        "the client took nothing for " + std::to_string(write_timeout_.count()) + " ms");
  }

  const std::chrono::milliseconds write_timeout_;
  const grpc::ByteBuffer& request_;
  grpc::ByteBuffer buffer_;  // the message on its way
  absl::Status broken_;      // why no further message can be sent
  bool stalled_ = false;     // the client has let a message wait for too long
  std::mutex mutex_;
  std::condition_variable changed_;
  Written written_ = Written::kYes;  // guarded by mutex_
};

}  // namespace

grpc::ServerWriteReactor<grpc::ByteBuffer>* StartServerStream(const Pipeline& pipeline,
                                                              Endpoint& endpoint,
                                                              grpc::CallbackServerContext& context,
                                                              const grpc::ByteBuffer& request) {
  auto* exchange = new ServerStreamExchange(pipeline, endpoint, context, request);
  if (absl::Status refused = exchange->Admit(); !refused.ok()) {
    exchange->FinishWith(refused);
  } else {
    endpoint.lane->Enqueue([exchange] { exchange->Run(); });
  }
  return exchange;
}

}  // namespace cobuild::rpc
