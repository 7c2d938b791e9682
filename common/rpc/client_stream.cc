// Calls with any number of messages in and one out. The handler blocks its worker while the client
// sends.
#include <condition_variable>
#include <mutex>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/exchange.h"
#include "common/rpc/reactors.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {
namespace {

// Deletes itself in OnDone, which gRPC calls after Finish and every other callback.
class ClientStreamExchange final : public grpc::ServerReadReactor<grpc::ByteBuffer>,
                                   public Exchange,
                                   public MessageSource {
 public:
  ClientStreamExchange(const Pipeline& pipeline, Endpoint& endpoint,
                       grpc::CallbackServerContext& context, grpc::ByteBuffer& response)
      : Exchange(pipeline, endpoint, context), response_(response) {}

  // Finishing may delete this at once, on another thread.
  void FinishWith(const absl::Status& outcome) { Finish(Close(outcome)); }

  void Run() { FinishWith(Serve()); }

  absl::StatusOr<bool> Read(google::protobuf::Message& message) override {
    COBUILD_RETURN_IF_ERROR(broken_);
    if (ended_) return false;
    broken_ = ReadNext(message);
    COBUILD_RETURN_IF_ERROR(broken_);
    return !ended_;
  }

  void OnReadDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    arrived_ = ok ? Arrived::kMessage : Arrived::kNothing;
    changed_.notify_one();
  }

  void OnDone() override { delete this; }

 private:
  enum class Arrived { kWaiting, kMessage, kNothing };

  absl::Status Serve() {
    COBUILD_RETURN_IF_ERROR(Recheck());
    return Guard(method(), trace(),
                 [this] { return endpoint().route.client_stream(*this, *this, response_); });
  }

  absl::Status ReadNext(google::protobuf::Message& message) {
    arrived_ = Arrived::kWaiting;
    StartRead(&buffer_);
    std::unique_lock lock(mutex_);
    const auto settled = [this] { return arrived_ != Arrived::kWaiting; };
    // A read still open when the call is finished ends with it, so a late client is answered and
    // not cut off.
    if (!changed_.wait_until(lock, deadline(), settled)) return Interrupted();
    if (arrived_ == Arrived::kMessage) return Parse(buffer_, message);
    // gRPC tells the end of what the client sent and the end of the client alike; only the first is
    // a whole stream.
    ended_ = true;
    return Interrupted();
  }

  grpc::ByteBuffer& response_;
  grpc::ByteBuffer buffer_;  // the message that arrives
  absl::Status broken_;      // what every further Read answers
  bool ended_ = false;       // the client has sent all it had
  std::mutex mutex_;
  std::condition_variable changed_;
  Arrived arrived_ = Arrived::kNothing;  // guarded by mutex_
};

}  // namespace

grpc::ServerReadReactor<grpc::ByteBuffer>* StartClientStream(const Pipeline& pipeline,
                                                             Endpoint& endpoint,
                                                             grpc::CallbackServerContext& context,
                                                             grpc::ByteBuffer& response) {
  auto* exchange = new ClientStreamExchange(pipeline, endpoint, context, response);
  if (absl::Status refused = exchange->Admit(); !refused.ok()) {
    exchange->FinishWith(refused);
  } else {
    endpoint.lane->Enqueue([exchange] { exchange->Run(); });
  }
  return exchange;
}

}  // namespace cobuild::rpc
