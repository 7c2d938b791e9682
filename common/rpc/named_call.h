// A unary call by the name of its RPC, for programs that call many: a stub of each would be a
// minute of compiling.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/status/status.h"

namespace cobuild::rpc {

// `method` as in a method table: "cobuild.registry.v1.PairingService/EndPairing". `response` is of
// its type. Errors are the server's, as FromGrpc gives them.
absl::Status CallNamed(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
                       const std::string& method, const google::protobuf::Message& request,
                       google::protobuf::Message& response);

}  // namespace cobuild::rpc
