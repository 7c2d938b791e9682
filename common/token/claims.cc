#include "common/token/claims.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/token/errors.h"
#include "common/token/strict_json.h"

namespace cobuild::token {
namespace {

using nlohmann::json;
using std::chrono::microseconds;

constexpr std::string_view kKind = "person/";
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kLastSecond = 253'402'300'799;  // of the year 9999

// A NumericDate; nullopt when it is absent or wrong.
std::optional<base::Timestamp> TimeOf(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number_integer()) return std::nullopt;
  // A number above the signed ones would wrap around.
  const bool too_late =
      found->is_number_unsigned() && found->get<uint64_t>() > static_cast<uint64_t>(kLastSecond);
  const int64_t seconds = too_late ? -1 : found->get<int64_t>();
  if (seconds < 0 || seconds > kLastSecond) return std::nullopt;
  return base::Timestamp{seconds * kMicrosPerSecond};
}

// One text or a list of them; empty when it is neither.
std::vector<std::string> AudiencesOf(const json& claims) {
  const auto found = claims.find("aud");
  if (found == claims.end()) return {};
  if (found->is_string()) return {found->get<std::string>()};
  const auto is_text = [](const json& entry) { return entry.is_string(); };
  const bool is_list = found->is_array() && std::all_of(found->begin(), found->end(), is_text);
  return is_list ? found->get<std::vector<std::string>>() : std::vector<std::string>();
}

absl::Status ReadTimes(const json& document, Claims& claims) {
  const std::optional<base::Timestamp> issued = TimeOf(document, "iat");
  const std::optional<base::Timestamp> expires = TimeOf(document, "exp");
  const std::optional<base::Timestamp> not_before =
      document.contains("nbf") ? TimeOf(document, "nbf") : issued;
  if (!issued || !expires || !not_before) {
    return errors::Malformed("iat and exp, and nbf if it is there, are whole seconds");
  }
  claims.issued = *issued;
  claims.expires = *expires;
  claims.not_before = *not_before;
  return absl::OkStatus();
}

int64_t MicrosOf(microseconds duration) { return duration.count(); }

}  // namespace

absl::StatusOr<Claims> ParseClaims(std::string_view text) {
  const std::optional<json> document = ParseStrictly(text);
  if (!document || !document->is_object())
    return errors::Malformed("its claims are no JSON object");
  Claims claims;
  COBUILD_RETURN_IF_ERROR(ReadTimes(*document, claims));
  claims.issuer = TextOf(*document, "iss").value_or("");
  claims.audiences = AudiencesOf(*document);
  claims.subject = TextOf(*document, "sub").value_or("");
  if (claims.issuer.empty() || claims.audiences.empty()) {
    return errors::Malformed("it names no issuer or no audience");
  }
  if (!IsSubject(claims.subject)) return errors::Malformed("its subject is no person's name");
  return claims;
}

absl::Status CheckClaims(const Claims& claims, std::string_view issuer, std::string_view audience,
                         base::Timestamp now) {
  if (claims.issuer != issuer) return errors::Issuer();
  const auto& audiences = claims.audiences;
  if (std::find(audiences.begin(), audiences.end(), audience) == audiences.end()) {
    return errors::Audience();
  }
  const int64_t lifetime = claims.expires.micros - claims.issued.micros;
  if (lifetime <= 0 || lifetime > MicrosOf(kLongestLifetime)) return errors::Lifetime();
  if (now < BeginOf(claims)) return errors::NotYetValid();
  if (now >= EndOf(claims)) return errors::Expired();
  return absl::OkStatus();
}

base::Timestamp BeginOf(const Claims& claims) {
  return {std::max(claims.not_before.micros, claims.issued.micros) - MicrosOf(kClockSkew)};
}

base::Timestamp EndOf(const Claims& claims) {
  return {claims.expires.micros + MicrosOf(kClockSkew)};
}

bool IsSubject(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !text.empty() && kKind.size() + text.size() <= kMostNameBytes &&
         std::all_of(text.begin(), text.end(), allowed);
}

std::string PrincipalOf(std::string_view subject) { return std::string(kKind).append(subject); }

}  // namespace cobuild::token
