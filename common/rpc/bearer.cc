#include "common/rpc/bearer.h"

#include <iterator>

#include "absl/strings/match.h"
#include "common/token/errors.h"

namespace cobuild::rpc {
namespace {

constexpr char kHeader[] = "authorization";
constexpr std::string_view kScheme = "bearer ";

}  // namespace

absl::StatusOr<std::optional<std::string_view>> BearerTokenIn(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  const auto [first, last] = metadata.equal_range(kHeader);
  if (first == last) return std::nullopt;
  if (std::next(first) != last) return token::errors::Malformed("there are two");
  const std::string_view value(first->second.data(), first->second.size());
  // The scheme in any case (RFC 7235).
  if (!absl::StartsWithIgnoreCase({value.data(), value.size()}, {kScheme.data(), kScheme.size()})) {
    return token::errors::Malformed("the scheme is not Bearer");
  }
  return value.substr(kScheme.size());
}

}  // namespace cobuild::rpc
