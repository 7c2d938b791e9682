#include "common/rpc/status.h"

#include <fmt/format.h>
#include <grpcpp/support/status.h>

#include <algorithm>
#include <map>
#include <string>

#include "common/base/text.h"
#include "common/error/error.h"
#include "google/rpc/error_details.pb.h"

namespace cobuild::rpc {
namespace {

constexpr char kLeftOut[] = "violations_left_out";
constexpr size_t kValueBytes = 256;  // of a metadata value, a field or a description
constexpr size_t kInfoBytes = 1536;  // of metadata in all
constexpr int kRetryDelayMs = 200;

// At most `limit` bytes of `text`, never ending within a character. Text that is not UTF-8 is not
// shown.
std::string Cut(std::string_view text, size_t limit) {
  text = text.substr(0, limit);
  for (int dropped = 0; dropped < 4; ++dropped) {
    if (base::IsValidUtf8(text)) return std::string(text);
    if (text.empty()) break;
    text.remove_suffix(1);
  }
  return "(not UTF-8)";
}

// Length of `message` in the grpc-message trailer, where other than printable ASCII takes three
// bytes a byte.
size_t EncodedLength(std::string_view message) {
  size_t length = 0;
  for (const char c : message) length += c >= ' ' && c <= '~' && c != '%' ? 1 : 3;
  return length;
}

// The code's name is the reason of last resort: every refusal that a caller should tell apart has
// its own.
std::string FallbackReason(absl::StatusCode code) { return absl::StatusCodeToString(code); }

// Codes whose message is for the log: it may hold driver text or a path.
bool HidesMessage(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

google::rpc::ErrorInfo InfoOf(const error::Detail& detail, std::string_view domain) {
  google::rpc::ErrorInfo info;
  info.set_reason(Cut(detail.reason, kValueBytes));
  info.set_domain(std::string(domain));
  for (const auto& [key, value] : detail.metadata) {
    if (info.ByteSizeLong() > kInfoBytes) break;
    (*info.mutable_metadata())[Cut(key, kValueBytes)] = Cut(value, kValueBytes);
  }
  return info;
}

// The violations that fit into `room` bytes, in their order.
google::rpc::BadRequest BadRequestOf(const std::vector<error::Violation>& violations, size_t room) {
  google::rpc::BadRequest bad_request;
  for (const error::Violation& violation : violations) {
    auto* field = bad_request.add_field_violations();
    field->set_field(Cut(violation.field, kValueBytes));
    field->set_reason(Cut(violation.reason, kValueBytes));
    field->set_description(Cut(violation.description, kValueBytes));
    if (bad_request.ByteSizeLong() > room) {
      bad_request.mutable_field_violations()->RemoveLast();
      break;
    }
  }
  return bad_request;
}

}  // namespace

google::rpc::Status ToProto(const absl::Status& status, std::string_view domain) {
  google::rpc::Status proto;
  proto.set_code(static_cast<int>(status.code()));
  if (status.ok()) return proto;

  const auto given = error::DetailOf(status);
  const error::Detail detail = given.value_or(error::Detail{FallbackReason(status.code()), {}, {}});
  const bool hidden = !given && HidesMessage(status.code());
  const std::string_view message(status.message().data(), status.message().size());
  proto.set_message(hidden ? "internal error" : Cut(message, kMessageBytes));

  google::rpc::ErrorInfo info = InfoOf(detail, domain);
  if (status.code() == absl::StatusCode::kUnavailable) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_nanos(kRetryDelayMs * 1'000'000);
    proto.add_details()->PackFrom(retry);
  }
  if (!detail.violations.empty()) {
    // What goes into a trailer is base64: four bytes for three. 128 bytes pay for the details' type
    // names.
    const size_t all = (kTrailerBytes - EncodedLength(proto.message())) * 3 / 4;
    const size_t taken = proto.ByteSizeLong() + info.ByteSizeLong() + 128;
    const auto bad_request = BadRequestOf(detail.violations, all > taken ? all - taken : 0);
    const size_t left_out =
        detail.violations.size() - static_cast<size_t>(bad_request.field_violations_size());
    if (left_out > 0) (*info.mutable_metadata())[kLeftOut] = std::to_string(left_out);
    proto.add_details()->PackFrom(bad_request);
  }
  proto.add_details()->PackFrom(info);
  return proto;
}

grpc::Status ToGrpc(const absl::Status& status, std::string_view domain) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status proto = ToProto(status, domain);
  return grpc::Status(static_cast<grpc::StatusCode>(proto.code()), proto.message(),
                      proto.SerializeAsString());
}

absl::Status FromProto(const google::rpc::Status& proto) {
  const auto code = static_cast<absl::StatusCode>(proto.code());
  if (code == absl::StatusCode::kOk) return absl::OkStatus();
  error::Detail detail;
  for (const auto& any : proto.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    if (any.UnpackTo(&info)) {
      detail.reason = info.reason();
      detail.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (any.UnpackTo(&bad_request)) {
      for (const auto& field : bad_request.field_violations()) {
        detail.violations.push_back({field.field(), field.reason(), field.description()});
      }
    }
  }
  if (detail.reason.empty()) return absl::Status(code, proto.message());
  return error::WithDetail(code, proto.message(), detail);
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status proto;
  if (!status.error_details().empty() && proto.ParseFromString(status.error_details()) &&
      proto.code() == static_cast<int>(status.error_code())) {
    return FromProto(proto);
  }
  // gRPC's own refusals, as of a connection that cannot be made, carry no details.
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

std::string_view DomainOf(std::string_view service) {
  return service.substr(0, service.find('.', service.find('.') + 1));
}

}  // namespace cobuild::rpc
