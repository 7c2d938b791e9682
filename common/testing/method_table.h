// What a service's test asks of its method table.
#pragma once

#include <google/protobuf/descriptor.h>

#include <span>
#include <string>
#include <vector>

#include "common/rpc/method.h"

namespace cobuild::test {

// Everything wrong between the services of `files` and `table`, one sentence each; empty when they
// agree: an RPC without a row, a row without an RPC or twice, a row without a permission or budget,
// a server stream on the inline or a client stream on the inline or watch lane, a unary RPC on the
// watch lane, Repeat::kRequestId where the request has no string `request_id` (in a client stream:
// neither has a message field of it), Repeat::kRead where it has one,
// a change on the read lane.
std::vector<std::string> CheckTable(
    const std::vector<const google::protobuf::FileDescriptor*>& files,
    std::span<const rpc::Method> table);

}  // namespace cobuild::test
