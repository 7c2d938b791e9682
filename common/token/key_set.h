// The keys whose tokens are accepted, as a JWKS (RFC 7517) lists them:
//
//   {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "3f0c...", "x": "..."},
//             {"kty": "EC", "crv": "P-256", "kid": "2026-01", "x": "...", "y": "..."}]}
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "common/base/signature.h"
#include "common/token/es256_key.h"

namespace cobuild::token {

// The type is the algorithm: a key never checks a signature of another.
using Key = std::variant<base::VerifyingKey, Es256Key>;

// "EdDSA", "ES256": what a token that the key signed must say.
std::string_view AlgorithmOf(const Key& key);
bool Verifies(const Key& key, std::string_view bytes, std::string_view signature);

struct KeySet {
  std::map<std::string, Key, std::less<>> keys;  // by id
  int passed_over = 0;                           // keys of other kinds, which never count here
};

// INVALID_ARGUMENT for what is no JWKS, holds more than 100 keys, a private or a broken key of
// ours, one without an id of 1 to 128 bytes, or two with the same. Keys for encryption and of other
// algorithms are passed over: a provider lists what others use as well.
absl::StatusOr<KeySet> ParseKeySet(std::string_view jwks);

// `jwks` with the key added, under key.Id(); "" is a JWKS without keys. INVALID_ARGUMENT when it is
// none, ALREADY_EXISTS when it has the id.
absl::StatusOr<std::string> WithKey(std::string_view jwks, const base::VerifyingKey& key);
// `jwks` without the key of this id; NOT_FOUND when it is not there.
absl::StatusOr<std::string> WithoutKey(std::string_view jwks, std::string_view id);

}  // namespace cobuild::token
