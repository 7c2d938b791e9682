// SHA-256 over named fields: what makes two commands "the same content", and the links of a chain.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cobuild::base {

using Digest = std::array<uint8_t, 32>;

// Fields are framed by their length, so that ("ab","c") and ("a","bc") differ.
class DigestBuilder {
 public:
  // `domain` separates uses: equal fields under two domains digest differently.
  explicit DigestBuilder(std::string_view domain);
  DigestBuilder& Add(std::string_view value);
  DigestBuilder& Add(int64_t value);
  DigestBuilder& Add(const Digest& value);
  Digest Finish() const;

 private:
  std::string framed_;
};

Digest Sha256(std::string_view bytes);
// Lower-case hexadecimal, 64 characters.
std::string ToHex(const Digest& digest);
// Strictly what ToHex gives; nullopt for anything else.
std::optional<Digest> DigestFromHex(std::string_view hex);
// The 32 bytes as a string, for a BINARY(32) column; Digest of a string of another length is all
// zero.
std::string ToBytes(const Digest& digest);
Digest DigestFromBytes(std::string_view bytes);

}  // namespace cobuild::base
