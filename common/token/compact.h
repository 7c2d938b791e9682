// A signed JWT in its compact form (RFC 7519, RFC 7515): header.claims.signature.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace cobuild::token {

inline constexpr size_t kMostTokenBytes = 8 * 1024;

// Taken apart and believed in nothing yet.
struct Compact {
  std::string algorithm;         // that the header names
  std::string key_id;            // "" when it names none
  std::string_view signed_text;  // in the token that was parsed
  std::string claims;            // the text that is signed: JSON, if it is what it should be
  std::string signature;
};

// TOKEN_MALFORMED for anything but three parts in base64url of which the first is a header that
// holds all that must be understood: no `crit`, and a `typ` of access tokens alone, if any. What
// the header says of keys (jwk, jku, x5c, x5u) is not read. `token` outlives the result.
absl::StatusOr<Compact> ParseCompact(std::string_view token);

}  // namespace cobuild::token
