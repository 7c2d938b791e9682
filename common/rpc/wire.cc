#include "common/rpc/wire.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <map>
#include <optional>
#include <string>

#include "common/base/text.h"
#include "common/error/error.h"

namespace cobuild::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

constexpr int kDeepestMessage = 100;  // protobuf's own limit

struct Fault {
  std::string field;  // empty: the message as a whole
  bool utf8;          // else the wire format
};

std::string PathOf(const std::string& parent, const FieldDescriptor& field, int index) {
  std::string path = parent.empty() ? field.name() : parent + "." + field.name();
  if (field.is_repeated()) path += fmt::format("[{}]", index);
  return path;
}

// The first string that is not UTF-8, or the first field whose bytes are no message, in `bytes` as
// a message of `type`. Runs on refused messages only, so it may be slow.
std::optional<Fault> FindFault(const Descriptor& type, const std::string& bytes,
                               const std::string& path, int depth) {
  UnknownFieldSet fields;
  if (depth > kDeepestMessage || !fields.ParseFromString(bytes)) return Fault{path, false};
  std::map<int, int> seen;  // how many values of a repeated field came before
  for (int i = 0; i < fields.field_count(); ++i) {
    const UnknownField& value = fields.field(i);
    const FieldDescriptor* field = type.FindFieldByNumber(value.number());
    if (field == nullptr || value.type() != UnknownField::TYPE_LENGTH_DELIMITED) continue;
    const std::string& content = value.length_delimited();
    const std::string here = PathOf(path, *field, seen[value.number()]++);
    if (field->type() == FieldDescriptor::TYPE_STRING && !base::IsValidUtf8(content)) {
      return Fault{here, true};
    }
    if (field->type() != FieldDescriptor::TYPE_MESSAGE) continue;
    if (auto fault = FindFault(*field->message_type(), content, here, depth + 1)) return fault;
  }
  return std::nullopt;
}

std::string Flatten(const grpc::ByteBuffer& bytes) {
  grpc::Slice slice;
  if (!bytes.DumpToSingleSlice(&slice).ok()) return "";
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

absl::Status Explain(const grpc::ByteBuffer& bytes, const Descriptor& type) {
  const Fault fault = FindFault(type, Flatten(bytes), "", 0).value_or(Fault{"", false});
  if (fault.utf8) return error::Invalid({{fault.field, "INVALID_UTF8", "must be UTF-8 text"}});
  constexpr char kReason[] = "MALFORMED_MESSAGE";
  if (!fault.field.empty()) {
    return error::Invalid({{fault.field, kReason, "is not the wire format of its type"}});
  }
  return error::Make(absl::StatusCode::kInvalidArgument, kReason,
                     fmt::format("the message is not the wire format of {}", type.full_name()));
}

}  // namespace

absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message) {
  if (bytes.Length() > kMessageLimitBytes) {
    return error::Make(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
                       fmt::format("the message is longer than {} bytes", kMessageLimitBytes));
  }
  // The reader asks for a mutable buffer and leaves it as it is.
  grpc::ProtoBufferReader reader(const_cast<grpc::ByteBuffer*>(&bytes));
  if (reader.status().ok() && message.ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  return Explain(bytes, *message.GetDescriptor());
}

absl::Status Serialize(const google::protobuf::Message& message, grpc::ByteBuffer& bytes) {
  if (message.ByteSizeLong() > kMessageLimitBytes) {
    return error::Make(absl::StatusCode::kInternal, "RESPONSE_TOO_LARGE",
                       fmt::format("the response is longer than {} bytes", kMessageLimitBytes));
  }
  bytes.Clear();  // the writer insists on an empty one
  bool own_buffer = false;
  const grpc::Status status =
      grpc::GenericSerialize<grpc::ProtoBufferWriter, google::protobuf::Message>(message, &bytes,
                                                                                 &own_buffer);
  return status.ok() ? absl::OkStatus() : absl::InternalError(status.error_message());
}

}  // namespace cobuild::rpc
