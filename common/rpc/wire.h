// Messages to bytes and back, with a reason when bytes are no message.
#pragma once

#include <cstddef>

#include "absl/status/status.h"

namespace google::protobuf {
class Message;
}
namespace grpc {
class ByteBuffer;
}

namespace cobuild::rpc {

// A message is at most this long, in either direction.
inline constexpr int kMessageLimitBytes = 4 * 1024 * 1024;
// What a server lets in, so that it can refuse with a reason what is too long. Beyond it gRPC
// refuses by itself, with none.
inline constexpr int kTransportLimitBytes = 2 * kMessageLimitBytes;

// RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE above kMessageLimitBytes; INVALID_ARGUMENT MALFORMED_MESSAGE
// when the bytes are not the wire format of `message`'s type; INVALID_UTF8, with the field as its
// violation, when a string is not UTF-8.
absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message);

// INTERNAL RESPONSE_TOO_LARGE above kMessageLimitBytes.
absl::Status Serialize(const google::protobuf::Message& message, grpc::ByteBuffer& bytes);

}  // namespace cobuild::rpc
