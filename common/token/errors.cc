#include "common/token/errors.h"

#include <fmt/format.h>

#include "common/error/error.h"

namespace cobuild::token::errors {
namespace {

absl::Status Refused(std::string_view reason, std::string_view message) {
  return error::Make(absl::StatusCode::kUnauthenticated, reason, message);
}

}  // namespace

absl::Status Malformed(std::string_view what) {
  return Refused("TOKEN_MALFORMED", fmt::format("not a token: {}", what));
}

absl::Status Algorithm() {
  return Refused("TOKEN_ALGORITHM",
                 "the token's algorithm is not that of its key; EdDSA and ES256 are accepted");
}

absl::Status KeyUnknown() {
  return Refused("TOKEN_KEY_UNKNOWN", "the token names no key that is accepted here");
}

absl::Status Signature() {
  return Refused("TOKEN_SIGNATURE", "the token is not signed by the key that it names");
}

absl::Status Issuer() {
  return Refused("TOKEN_ISSUER", "the token is of another issuer than the one accepted here");
}

absl::Status Audience() {
  return Refused("TOKEN_AUDIENCE", "the token is meant for another audience");
}

absl::Status Lifetime() {
  return Refused("TOKEN_LIFETIME", "the token is valid for longer than 24 hours, or never");
}

absl::Status NotYetValid() { return Refused("TOKEN_NOT_YET_VALID", "the token is not valid yet"); }

absl::Status Expired() { return Refused("TOKEN_EXPIRED", "the token has expired"); }

absl::Status NotAccepted() {
  return Refused("TOKENS_NOT_ACCEPTED", "this server accepts no tokens, only certificates");
}

}  // namespace cobuild::token::errors
