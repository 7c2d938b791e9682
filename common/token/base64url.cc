#include "common/token/base64url.h"

#include <cstddef>
#include <cstdint>

namespace cobuild::token {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr int kCharacterBits = 6;
constexpr int kByteBits = 8;

}  // namespace

std::string ToBase64Url(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * kByteBits + kCharacterBits - 1) / kCharacterBits);
  uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = bits << kByteBits | static_cast<uint8_t>(byte);
    count += kByteBits;
    while (count >= kCharacterBits) {
      count -= kCharacterBits;
      text.push_back(kAlphabet[(bits >> count) & 0x3f]);
    }
  }
  if (count > 0) text.push_back(kAlphabet[(bits << (kCharacterBits - count)) & 0x3f]);
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * kCharacterBits / kByteBits);
  uint32_t bits = 0;
  int count = 0;
  for (const char character : text) {
    const size_t value = kAlphabet.find(character);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << kCharacterBits | static_cast<uint32_t>(value);
    count += kCharacterBits;
    if (count >= kByteBits) {
      count -= kByteBits;
      bytes.push_back(static_cast<char>((bits >> count) & 0xff));
    }
  }
  const uint32_t left_over = bits & ((1U << count) - 1);
  // A whole character without a bit that counts, or bits that say nothing.
  if (count == kCharacterBits || left_over != 0) return std::nullopt;
  return bytes;
}

}  // namespace cobuild::token
