// Ed25519 signatures (RFC 8032): what one key has signed, everybody can check who has its public
// half.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"

struct evp_pkey_st;  // OpenSSL's

namespace cobuild::base {

inline constexpr size_t kSignatureBytes = 64;
inline constexpr size_t kVerifyingKeyBytes = 32;

// Copies are the same key. Thread-safe.
class VerifyingKey {
 public:
  // As "openssl pkey -pubout" writes it. INVALID_ARGUMENT for anything but a public Ed25519 key.
  static absl::StatusOr<VerifyingKey> FromPem(std::string_view pem);
  // As Raw gives it. INVALID_ARGUMENT for anything but kVerifyingKeyBytes bytes.
  static absl::StatusOr<VerifyingKey> FromRaw(std::string_view bytes);

  // Whether the key's owner has signed exactly these bytes.
  bool Verifies(std::string_view bytes, std::string_view signature) const;
  // The first 16 hexadecimal digits of the SHA-256 of its 32 bytes: to tell keys apart.
  std::string Id() const;
  std::string Pem() const;
  // The kVerifyingKeyBytes bytes that it is.
  std::string Raw() const;

 private:
  friend class SigningKey;
  explicit VerifyingKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  std::shared_ptr<evp_pkey_st> key_;
};

// Copies are the same key. Thread-safe.
class SigningKey {
 public:
  // As "openssl genpkey -algorithm ed25519" writes it. INVALID_ARGUMENT for anything but a private
  // Ed25519 key.
  static absl::StatusOr<SigningKey> FromPem(std::string_view pem);
  // The same of a file; NOT_FOUND when it cannot be read.
  static absl::StatusOr<SigningKey> FromFile(const std::string& path);
  // A key that nobody else has. Throws std::runtime_error when the machine has no randomness.
  static SigningKey New();

  // kSignatureBytes bytes, always the same for the same bytes. Throws std::runtime_error when the
  // machine cannot sign, which leaves nothing half-done.
  std::string Sign(std::string_view bytes) const;
  VerifyingKey Public() const { return VerifyingKey(key_); }
  // As FromPem reads it, not encrypted.
  std::string Pem() const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace cobuild::base
