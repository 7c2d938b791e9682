#include "common/audit/checkpoint.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace cobuild::audit {
namespace {

constexpr std::string_view kFormat = "cobuild.audit.checkpoint@1";
constexpr size_t kSignatureBytes = 64;

std::string HexOf(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

std::optional<int> HexDigit(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const size_t value = kDigits.find(c);
  if (value == std::string_view::npos) return std::nullopt;
  return static_cast<int>(value);
}

std::optional<std::string> SignatureFromHex(std::string_view hex) {
  if (hex.size() != 2 * kSignatureBytes) return std::nullopt;
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    const auto high = HexDigit(hex[i]);
    const auto low = HexDigit(hex[i + 1]);
    if (!high || !low) return std::nullopt;
    bytes.push_back(static_cast<char>(*high << 4 | *low));
  }
  return bytes;
}

std::optional<int64_t> NumberFrom(std::string_view text) {
  int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string_view> SplitAtBlanks(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const size_t blank = line.find(' ');
    words.push_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

}  // namespace

std::string SignedText(const Checkpoint& checkpoint) {
  return fmt::format("{} {} {} {} {} {}", kFormat, checkpoint.service, NameOf(checkpoint.trail),
                     checkpoint.end.number, base::ToHex(checkpoint.end.digest),
                     base::FormatTimestamp(checkpoint.time));
}

std::string FormatCheckpoint(const Checkpoint& checkpoint) {
  return SignedText(checkpoint) + " " + HexOf(checkpoint.signature);
}

absl::StatusOr<Checkpoint> ParseCheckpoint(std::string_view line) {
  const std::vector<std::string_view> words = SplitAtBlanks(line);
  const absl::Status malformed = absl::InvalidArgumentError("is not a checkpoint");
  if (words.size() != 7 || words[0] != kFormat) return malformed;
  const auto trail = FindTrailKind(words[2]);
  const auto number = NumberFrom(words[3]);
  const auto digest = base::DigestFromHex(words[4]);
  const auto time = base::ParseTimestamp(words[5]);
  const auto signature = SignatureFromHex(words[6]);
  if (!trail || !number || !digest || !time || !signature) return malformed;
  Checkpoint checkpoint{std::string(words[1]), *trail, {*number, *digest}, *time, *signature};
  // What reads alike in another spelling is not what was signed.
  if (FormatCheckpoint(checkpoint) != line) return malformed;
  return checkpoint;
}

std::string CheckpointFileName(const Checkpoint& checkpoint) {
  const std::string day = base::FormatTimestamp(checkpoint.time).substr(0, 10);
  return fmt::format("{}-{}-{}.txt", checkpoint.service, NameOf(checkpoint.trail), day);
}

}  // namespace cobuild::audit
