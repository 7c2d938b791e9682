// The one mapping between absl::Status with error::Detail, inside, and google.rpc.Status, outside.
#pragma once

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace grpc {
class Status;
}

namespace cobuild::rpc {

// A client takes at most 8 KiB of trailers, so everything in an error has a bound.
inline constexpr size_t kMessageBytes = 1024;
inline constexpr size_t kTrailerBytes = 7 * 1024;

// As a caller sees `status`: ErrorInfo{reason, domain, metadata} always, BadRequest with the
// violations that fit (metadata "violations_left_out" counts the others), RetryInfo on UNAVAILABLE.
// A status without a reason gets one by its code; INTERNAL, UNKNOWN and DATA_LOSS without a reason
// lose their message, which may hold anything.
google::rpc::Status ToProto(const absl::Status& status, std::string_view domain);
grpc::Status ToGrpc(const absl::Status& status, std::string_view domain);

// What the callee said, with its reason, metadata and violations as error::Detail.
absl::Status FromGrpc(const grpc::Status& status);
absl::Status FromProto(const google::rpc::Status& proto);

// "cobuild.registry" for "cobuild.registry.v1.DivisionService": the ErrorInfo domain of a service.
std::string_view DomainOf(std::string_view service);

}  // namespace cobuild::rpc
