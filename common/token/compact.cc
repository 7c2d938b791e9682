#include "common/token/compact.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/token/base64url.h"
#include "common/token/errors.h"
#include "common/token/strict_json.h"

namespace cobuild::token {
namespace {

using nlohmann::json;

// Tokens for other uses (of logging out, of events) are signed by the same keys and say so here.
constexpr std::array<std::string_view, 4> kTypes = {"JWT", "jwt", "at+jwt", "application/at+jwt"};

bool IsTypeOfAccessTokens(const json& header) {
  if (!header.contains("typ")) return true;
  const std::optional<std::string> type = TextOf(header, "typ");
  return type && std::find(kTypes.begin(), kTypes.end(), *type) != kTypes.end();
}

absl::Status ReadHeader(std::string_view part, Compact& compact) {
  const std::optional<std::string> text = FromBase64Url(part);
  const std::optional<json> header = text ? ParseStrictly(*text) : std::nullopt;
  if (!header || !header->is_object()) return errors::Malformed("its header is no JSON object");
  if (header->contains("crit")) return errors::Malformed("its header asks for an extension");
  if (!IsTypeOfAccessTokens(*header)) return errors::Malformed("its type is that of another use");
  const std::optional<std::string> algorithm = TextOf(*header, "alg");
  if (!algorithm) return errors::Malformed("its header names no algorithm");
  compact.algorithm = *algorithm;
  compact.key_id = TextOf(*header, "kid").value_or("");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Compact> ParseCompact(std::string_view token) {
  if (token.size() > kMostTokenBytes) return errors::Malformed("it is longer than 8 KiB");
  const size_t first = token.find('.');
  const size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return errors::Malformed("it has not three parts");
  Compact compact;
  if (absl::Status header = ReadHeader(token.substr(0, first), compact); !header.ok()) {
    return header;
  }
  std::optional<std::string> claims = FromBase64Url(token.substr(first + 1, second - first - 1));
  std::optional<std::string> signature = FromBase64Url(token.substr(second + 1));
  if (!claims || !signature) return errors::Malformed("a part is not base64url");
  compact.signed_text = token.substr(0, second);
  compact.claims = *std::move(claims);
  compact.signature = *std::move(signature);
  return compact;
}

}  // namespace cobuild::token
