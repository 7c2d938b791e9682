#include "common/audit/convert_record.h"

#include <fmt/format.h>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"

namespace cobuild::audit {
namespace {

absl::StatusOr<base::Digest> DigestOrZero(const std::string& hex) {
  if (hex.empty()) return base::Digest{};
  const auto digest = base::DigestFromHex(hex);
  if (!digest) return absl::InvalidArgumentError("a digest is not 64 hexadecimal digits");
  return *digest;
}

base::Timestamp TimeOf(const google::protobuf::Timestamp& time) {
  return {time.seconds() * 1'000'000 + time.nanos() / 1'000};
}

}  // namespace

std::string TrailName(TrailKind kind) { return fmt::format("trails/{}", NameOf(kind)); }

v1::Record ToProto(TrailKind kind, Form form, const Record& record) {
  v1::Record proto;
  proto.set_name(fmt::format("{}/records/{}", TrailName(kind), record.number));
  proto.set_number(record.number);
  *proto.mutable_record_time() = rpc::ToProto(record.record_time);
  proto.set_actor(record.actor);
  proto.set_peer(record.peer);
  proto.set_method(record.method);
  proto.set_resource_name(record.resource_name);
  proto.set_request_id(record.request_id);
  proto.set_chain_digest(base::ToHex(record.chain_digest));
  switch (form) {
    case Form::kChange:
      proto.set_command_digest(base::ToHex(record.command_digest));
      break;
    case Form::kJournalEntry:
      proto.set_content_digest(base::ToHex(record.content_digest));
      break;
    case Form::kRefusal: {
      v1::Refusal& refusal = *proto.mutable_refusal();
      refusal.set_code(record.code);
      refusal.set_reason(record.reason);
      refusal.set_count(record.count);
      *refusal.mutable_first_time() = rpc::ToProto(record.first_time);
      refusal.set_trace_id(record.trace_id);
      break;
    }
  }
  return proto;
}

absl::StatusOr<Record> FromProto(TrailKind kind, Form form, const v1::Record& proto) {
  Record record;
  record.number = proto.number();
  record.record_time = TimeOf(proto.record_time());
  record.actor = proto.actor();
  record.peer = proto.peer();
  record.method = proto.method();
  record.resource_name = proto.resource_name();
  record.request_id = proto.request_id();
  record.code = proto.refusal().code();
  record.reason = proto.refusal().reason();
  record.count = proto.refusal().count();
  record.first_time = TimeOf(proto.refusal().first_time());
  record.trace_id = proto.refusal().trace_id();
  COBUILD_ASSIGN_OR_RETURN(record.command_digest, DigestOrZero(proto.command_digest()));
  COBUILD_ASSIGN_OR_RETURN(record.content_digest, DigestOrZero(proto.content_digest()));
  COBUILD_ASSIGN_OR_RETURN(record.chain_digest, DigestOrZero(proto.chain_digest()));
  // Whatever the message holds beside this is in no digest.
  if (ToProto(kind, form, record).SerializeAsString() != proto.SerializeAsString()) {
    return absl::InvalidArgumentError("it says more than what is chained");
  }
  return record;
}

}  // namespace cobuild::audit
