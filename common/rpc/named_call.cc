#include "common/rpc/named_call.h"

#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {

absl::Status CallNamed(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
                       const std::string& method, const google::protobuf::Message& request,
                       google::protobuf::Message& response) {
  grpc::ByteBuffer sent;
  COBUILD_RETURN_IF_ERROR(Serialize(request, sent));
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(&context, "/" + method, sent, &queue);
  call->StartCall();
  grpc::ByteBuffer received;
  grpc::Status status;
  call->Finish(&received, &status, /*tag=*/nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  COBUILD_RETURN_IF_ERROR(FromGrpc(status));
  return Parse(received, response);
}

}  // namespace cobuild::rpc
