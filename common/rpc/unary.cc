// Calls with one message each way. gRPC's default reactor serves them: it needs no allocation and
// no hop to another thread, and can be finished once from any thread.
#include <grpcpp/server_context.h>

#include <memory>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/exchange.h"
#include "common/rpc/reactors.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {
namespace {

// A longer request is parsed on a worker even for an asynchronous handler: the gRPC threads are two
// on a small machine.
constexpr size_t kLongestOnGrpcThread = 64 * 1024;

class UnaryExchange : public Exchange {
 public:
  UnaryExchange(const Pipeline& pipeline, Endpoint& endpoint, grpc::CallbackServerContext& context,
                const grpc::ByteBuffer& request, grpc::ByteBuffer& response)
      : Exchange(pipeline, endpoint, context),
        request_(request),
        response_(response),
        reactor_(*context.DefaultReactor()) {}

  grpc::ServerUnaryReactor* reactor() { return &reactor_; }
  const grpc::ByteBuffer& request() const { return request_; }
  grpc::ByteBuffer& response() { return response_; }

  // The call is over for gRPC, and nothing but the destructor may follow.
  void Finish(const absl::Status& outcome) { reactor_.Finish(Close(outcome)); }

  void Run() { Finish(Serve()); }

 private:
  absl::Status Serve() {
    COBUILD_RETURN_IF_ERROR(Recheck());
    return Guard(method(), trace(),
                 [this] { return endpoint().route.unary(*this, request_, response_); });
  }

  const grpc::ByteBuffer& request_;
  grpc::ByteBuffer& response_;
  grpc::ServerUnaryReactor& reactor_;
};

class AsyncExchange final : public UnaryExchange, public PendingCall {
 public:
  using UnaryExchange::UnaryExchange;

  ~AsyncExchange() override {
    if (answered_) return;
    Refuse(error::Make(absl::StatusCode::kInternal, "NOT_ANSWERED", "internal error"));
  }

  Call& call() override { return *this; }
  void Answer(const google::protobuf::Message& message) override {
    Settle(Serialize(message, response()));
  }
  void Refuse(const absl::Status& refusal) override { Settle(refusal); }

 private:
  void Settle(const absl::Status& outcome) {
    answered_ = true;
    Finish(outcome);
  }

  bool answered_ = false;
};

// Gives the handler the call and with it the duty to answer. A handler that throws before it
// answers drops the reply, and so answers all the same.
void RunAsync(std::unique_ptr<AsyncExchange> exchange) {
  if (absl::Status interrupted = exchange->Recheck(); !interrupted.ok()) {
    exchange->Refuse(interrupted);
    return;
  }
  const Route& route = exchange->endpoint().route;
  const grpc::ByteBuffer& request = exchange->request();
  const obs::TraceContext trace = exchange->trace();
  Guard(*route.method, trace, [&] {
    route.unary_async(std::move(exchange), request);
    return absl::OkStatus();
  }).IgnoreError();
}

}  // namespace

grpc::ServerUnaryReactor* StartUnary(const Pipeline& pipeline, Endpoint& endpoint,
                                     grpc::CallbackServerContext& context,
                                     const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
  auto exchange = std::make_unique<UnaryExchange>(pipeline, endpoint, context, request, response);
  grpc::ServerUnaryReactor* reactor = exchange->reactor();
  if (absl::Status refused = exchange->Admit(); !refused.ok()) {
    exchange->Finish(refused);
  } else if (endpoint.lane == nullptr) {
    exchange->Run();
  } else {
    // One pointer fits into the job without another allocation.
    endpoint.lane->Enqueue([admitted = exchange.release()] {
      const std::unique_ptr<UnaryExchange> owned(admitted);
      owned->Run();
    });
  }
  return reactor;
}

grpc::ServerUnaryReactor* StartUnaryAsync(const Pipeline& pipeline, Endpoint& endpoint,
                                          grpc::CallbackServerContext& context,
                                          const grpc::ByteBuffer& request,
                                          grpc::ByteBuffer& response) {
  auto exchange = std::make_unique<AsyncExchange>(pipeline, endpoint, context, request, response);
  grpc::ServerUnaryReactor* reactor = exchange->reactor();
  if (absl::Status refused = exchange->Admit(); !refused.ok()) {
    exchange->Refuse(refused);
  } else if (request.Length() <= kLongestOnGrpcThread) {
    RunAsync(std::move(exchange));
  } else {
    endpoint.lane->Enqueue(
        [admitted = exchange.release()] { RunAsync(std::unique_ptr<AsyncExchange>(admitted)); });
  }
  return reactor;
}

}  // namespace cobuild::rpc
