// AES-256-GCM: bytes that nobody reads without the key, and nobody alters unnoticed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace cobuild::registry {

using AesKey = std::array<uint8_t, 32>;

struct SealedBytes {
  std::string nonce;       // 12 random bytes
  std::string ciphertext;  // with the tag of 16 bytes at its end
};

// `associated` is not in the result and must be the same to open it: what the bytes belong to.
// INTERNAL when the machine has no randomness.
absl::StatusOr<SealedBytes> Encrypt(const AesKey& key, std::string_view associated,
                                    std::string_view plaintext);

// nullopt when anything differs from what Encrypt had and gave.
std::optional<std::string> Decrypt(const AesKey& key, std::string_view associated,
                                   const SealedBytes& sealed);

}  // namespace cobuild::registry
