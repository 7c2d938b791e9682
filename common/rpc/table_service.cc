#include "common/rpc/table_service.h"

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include "common/rpc/reactors.h"

namespace cobuild::rpc {
namespace {

using grpc::ByteBuffer;
using grpc::CallbackServerContext;
using grpc::internal::RpcMethod;

RpcMethod::RpcType TypeOf(Route::Shape shape) {
  switch (shape) {
    case Route::Shape::kUnary:
    case Route::Shape::kUnaryAsync:
      return RpcMethod::NORMAL_RPC;
    case Route::Shape::kServerStream:
      return RpcMethod::SERVER_STREAMING;
    case Route::Shape::kClientStream:
      return RpcMethod::CLIENT_STREAMING;
  }
  return RpcMethod::NORMAL_RPC;
}

// gRPC owns what this returns.
grpc::internal::MethodHandler* MakeHandler(const Pipeline& pipeline, Endpoint& endpoint) {
  switch (endpoint.route.shape) {
    case Route::Shape::kUnary:
      return new grpc::internal::CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
          [&](CallbackServerContext* context, const ByteBuffer* request, ByteBuffer* response) {
            return StartUnary(pipeline, endpoint, *context, *request, *response);
          });
    case Route::Shape::kUnaryAsync:
      return new grpc::internal::CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
          [&](CallbackServerContext* context, const ByteBuffer* request, ByteBuffer* response) {
            return StartUnaryAsync(pipeline, endpoint, *context, *request, *response);
          });
    case Route::Shape::kServerStream:
      return new grpc::internal::CallbackServerStreamingHandler<ByteBuffer, ByteBuffer>(
          [&](CallbackServerContext* context, const ByteBuffer* request) {
            return StartServerStream(pipeline, endpoint, *context, *request);
          });
    case Route::Shape::kClientStream:
      return new grpc::internal::CallbackClientStreamingHandler<ByteBuffer, ByteBuffer>(
          [&](CallbackServerContext* context, ByteBuffer* response) {
            return StartClientStream(pipeline, endpoint, *context, *response);
          });
  }
  return nullptr;
}

}  // namespace

void TableService::Serve(const Pipeline& pipeline, Endpoint& endpoint) {
  const int index = static_cast<int>(paths_.size());
  const std::string& path = paths_.emplace_back("/" + std::string(endpoint.method.name));
  AddMethod(
      new grpc::internal::RpcServiceMethod(path.c_str(), TypeOf(endpoint.route.shape), nullptr));
  MarkMethodRawCallback(index, MakeHandler(pipeline, endpoint));
}

}  // namespace cobuild::rpc
