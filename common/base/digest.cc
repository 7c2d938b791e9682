#include "common/base/digest.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace cobuild::base {
namespace {

constexpr size_t kUsualBytes = 320;  // of a record or a transfer: framed without growing

}  // namespace

DigestBuilder::DigestBuilder(std::string_view domain) {
  framed_.reserve(kUsualBytes);
  Add(domain);
}

DigestBuilder& DigestBuilder::Add(std::string_view value) {
  Add(static_cast<int64_t>(value.size()));
  framed_.append(value);
  return *this;
}

DigestBuilder& DigestBuilder::Add(int64_t value) {
  const auto bits = static_cast<uint64_t>(value);
  std::array<char, sizeof(bits)> big_endian;
  for (size_t i = 0; i < big_endian.size(); ++i) {
    big_endian[i] = static_cast<char>((bits >> (56 - 8 * i)) & 0xff);
  }
  framed_.append(big_endian.data(), big_endian.size());
  return *this;
}

DigestBuilder& DigestBuilder::Add(const Digest& value) {
  framed_.append(reinterpret_cast<const char*>(value.data()), value.size());
  return *this;
}

Digest DigestBuilder::Finish() const { return Sha256(framed_); }

Digest Sha256(std::string_view bytes) {
  Digest digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::string ToHex(const Digest& digest) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const uint8_t byte : digest) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<Digest> DigestFromHex(std::string_view hex) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Digest digest;
  if (hex.size() != 2 * digest.size()) return std::nullopt;
  for (size_t i = 0; i < digest.size(); ++i) {
    const size_t high = kDigits.find(hex[2 * i]);
    const size_t low = kDigits.find(hex[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    digest[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return digest;
}

std::string ToBytes(const Digest& digest) { return {digest.begin(), digest.end()}; }

Digest DigestFromBytes(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

}  // namespace cobuild::base
