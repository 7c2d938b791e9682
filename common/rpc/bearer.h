// The token that a call brings along.
#pragma once

#include <grpcpp/support/string_ref.h>

#include <map>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"

namespace cobuild::rpc {

// What stands behind "Bearer" in the header `authorization`; nullopt when there is no such header.
// TOKEN_MALFORMED when there are two, or one of another scheme: whoever sends that expects to be
// somebody, and must not be taken for whom the certificate names. Views into `metadata`.
absl::StatusOr<std::optional<std::string_view>> BearerTokenIn(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata);

}  // namespace cobuild::rpc
