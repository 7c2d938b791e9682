// Joins exchanges to gRPC's callbacks: one of these starts each call, on a gRPC thread, and none of
// them blocks it.
#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "common/rpc/pipeline.h"

namespace grpc {
class CallbackServerContext;
}

namespace cobuild::rpc {

grpc::ServerUnaryReactor* StartUnary(const Pipeline& pipeline, Endpoint& endpoint,
                                     grpc::CallbackServerContext& context,
                                     const grpc::ByteBuffer& request, grpc::ByteBuffer& response);

grpc::ServerUnaryReactor* StartUnaryAsync(const Pipeline& pipeline, Endpoint& endpoint,
                                          grpc::CallbackServerContext& context,
                                          const grpc::ByteBuffer& request,
                                          grpc::ByteBuffer& response);

grpc::ServerWriteReactor<grpc::ByteBuffer>* StartServerStream(const Pipeline& pipeline,
                                                              Endpoint& endpoint,
                                                              grpc::CallbackServerContext& context,
                                                              const grpc::ByteBuffer& request);

grpc::ServerReadReactor<grpc::ByteBuffer>* StartClientStream(const Pipeline& pipeline,
                                                             Endpoint& endpoint,
                                                             grpc::CallbackServerContext& context,
                                                             grpc::ByteBuffer& response);

}  // namespace cobuild::rpc
