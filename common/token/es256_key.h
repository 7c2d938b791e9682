// ECDSA over P-256 with SHA-256 (RFC 7518, 3.4): checked here, signed by identity providers.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"

struct evp_pkey_st;  // OpenSSL's

namespace cobuild::token {

// Copies are the same key. Thread-safe.
class Es256Key {
 public:
  // The two coordinates of the public point, 32 bytes each, big-endian. INVALID_ARGUMENT for
  // anything else, and for a point that is not on the curve.
  static absl::StatusOr<Es256Key> FromCoordinates(std::string_view x, std::string_view y);

  // Whether the key's owner has signed exactly these bytes; `signature` is r and s, 32 bytes each.
  bool Verifies(std::string_view bytes, std::string_view signature) const;

 private:
  explicit Es256Key(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace cobuild::token
