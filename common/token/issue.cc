#include "common/token/issue.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "common/token/base64url.h"

namespace cobuild::token {
namespace {

int64_t SecondsOf(base::Timestamp time) { return time.micros / 1'000'000; }

}  // namespace

std::string Issue(const base::SigningKey& key, const Claims& claims) {
  const nlohmann::json header = {{"alg", "EdDSA"}, {"typ", "JWT"}, {"kid", key.Public().Id()}};
  const nlohmann::json body = {{"iss", claims.issuer},
                               {"aud", claims.audiences},
                               {"sub", claims.subject},
                               {"iat", SecondsOf(claims.issued)},
                               {"nbf", SecondsOf(claims.not_before)},
                               {"exp", SecondsOf(claims.expires)}};
  const std::string text = ToBase64Url(header.dump()) + "." + ToBase64Url(body.dump());
  return text + "." + ToBase64Url(key.Sign(text));
}

}  // namespace cobuild::token
