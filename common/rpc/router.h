// Joins each row of a method table to its handler. One line per RPC, in proto order:
//
//   router.Unary<GetDivisionRequest, Division>(kGetDivision, [&](Call& call, const
//   GetDivisionRequest& request) { ... });
//
// Handlers run behind the pipeline (pipeline.h): they see valid messages from permitted callers,
// may throw without harm, and answer with absl::Status made by common/error.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/method.h"
#include "common/rpc/reply.h"
#include "common/rpc/stream.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {

// A row with what serves it. Handlers take bytes and give bytes, so that nothing beyond this header
// is a template. The one handler that `shape` names is set.
struct Route {
  enum class Shape { kUnary, kUnaryAsync, kServerStream, kClientStream };

  const Method* method;
  Shape shape;
  std::function<absl::Status(Call&, const grpc::ByteBuffer& request, grpc::ByteBuffer& response)>
      unary = nullptr;
  std::function<void(std::unique_ptr<PendingCall>, const grpc::ByteBuffer& request)> unary_async =
      nullptr;
  std::function<absl::Status(Call&, const grpc::ByteBuffer& request, MessageSink&)> server_stream =
      nullptr;
  std::function<absl::Status(Call&, MessageSource&, grpc::ByteBuffer& response)> client_stream =
      nullptr;
};

// Tells `call` what a change's request names.
template <class Req>
void NoteRequest(Call& call, const Req& request) {
  if (call.method().repeat == Repeat::kRead) return;
  std::string_view request_id;
  std::string_view resource_name;
  if constexpr (requires {
                  { request.request_id() } -> std::convertible_to<std::string_view>;
                }) {
    request_id = request.request_id();
  }
  if constexpr (requires {
                  { request.name() } -> std::convertible_to<std::string_view>;
                }) {
    resource_name = request.name();
  }
  call.NoteRequest(request_id, resource_name);
}

class Router {
 public:
  // `method` lives as long as the program, as a row of a constexpr table does.
  template <class Req, class Resp>
  void Unary(const Method& method, std::function<absl::StatusOr<Resp>(Call&, const Req&)> handler) {
    Route route{.method = &method, .shape = Route::Shape::kUnary};
    route.unary = [handler = std::move(handler)](Call& call, const grpc::ByteBuffer& bytes,
                                                 grpc::ByteBuffer& response) -> absl::Status {
      Req request;
      if (absl::Status parsed = Parse(bytes, request); !parsed.ok()) return parsed;
      NoteRequest(call, request);
      const absl::StatusOr<Resp> outcome = handler(call, request);
      return outcome.ok() ? Serialize(*outcome, response) : outcome.status();
    };
    routes_.push_back(std::move(route));
  }

  // For handlers that hand the call on and return at once, as to the ledger's poster. Runs on the
  // gRPC thread like the inline lane, but takes room in the row's lane (kRead or kWrite) until it
  // is answered, so that overload sheds.
  template <class Req, class Resp>
  void UnaryAsync(const Method& method,
                  std::function<void(Call&, const Req&, Reply<Resp>)> handler) {
    Route route{.method = &method, .shape = Route::Shape::kUnaryAsync};
    route.unary_async = [handler = std::move(handler)](std::unique_ptr<PendingCall> pending,
                                                       const grpc::ByteBuffer& bytes) {
      Req request;
      if (absl::Status parsed = Parse(bytes, request); !parsed.ok()) {
        pending->Refuse(parsed);
        return;
      }
      Call& call = pending->call();
      NoteRequest(call, request);
      handler(call, request, Reply<Resp>(std::move(pending)));
    };
    routes_.push_back(std::move(route));
  }

  template <class Req, class Resp>
  void ServerStream(const Method& method,
                    std::function<absl::Status(Call&, const Req&, StreamWriter<Resp>&)> handler) {
    Route route{.method = &method, .shape = Route::Shape::kServerStream};
    route.server_stream = [handler = std::move(handler)](Call& call, const grpc::ByteBuffer& bytes,
                                                         MessageSink& sink) -> absl::Status {
      Req request;
      if (absl::Status parsed = Parse(bytes, request); !parsed.ok()) return parsed;
      StreamWriter<Resp> writer(sink);
      return handler(call, request, writer);
    };
    routes_.push_back(std::move(route));
  }

  template <class Req, class Resp>
  void ClientStream(const Method& method,
                    std::function<absl::StatusOr<Resp>(Call&, StreamReader<Req>&)> handler) {
    Route route{.method = &method, .shape = Route::Shape::kClientStream};
    route.client_stream = [handler = std::move(handler)](
                              Call& call, MessageSource& source,
                              grpc::ByteBuffer& response) -> absl::Status {
      StreamReader<Req> reader(source);
      const absl::StatusOr<Resp> outcome = handler(call, reader);
      return outcome.ok() ? Serialize(*outcome, response) : outcome.status();
    };
    routes_.push_back(std::move(route));
  }

  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace cobuild::rpc
