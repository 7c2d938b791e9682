// One call of a scope matrix, by the name of its RPC and whatever it streams.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/method.h"
#include "common/testing/matrix_reply.h"

namespace cobuild::test {

using MatrixMessages = std::vector<std::unique_ptr<google::protobuf::Message>>;

// The messages of `method`, each from its text. Throws std::runtime_error for text that is none,
// and for an RPC whose protos are not in the program.
MatrixMessages MatrixRequests(const rpc::Method& method, const std::vector<std::string>& texts);

// The whole answer over each channel, all asked at the same time; of the watch lane, whose streams
// have no end, the first message.
std::vector<MatrixReply> MatrixCall(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                                    const rpc::Method& method, const MatrixMessages& requests);

}  // namespace cobuild::test
