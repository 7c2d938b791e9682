// What a token says, once its signature is found right.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace cobuild::token {

// Whose clocks may differ from ours by so much.
inline constexpr std::chrono::seconds kClockSkew{30};
inline constexpr std::chrono::hours kLongestLifetime{24};
// Of a principal's name, "person/" included.
inline constexpr size_t kMostNameBytes = 64;

struct Claims {
  std::string issuer;                  // iss
  std::vector<std::string> audiences;  // aud
  std::string subject;                 // sub
  base::Timestamp issued;              // iat
  base::Timestamp not_before;          // nbf; iat when it says none
  base::Timestamp expires;             // exp
};

// TOKEN_MALFORMED for what is no JSON object, lacks one of iss, aud, sub, iat and exp, holds a time
// that is not whole seconds between 1970 and 9999, or has a subject that no principal can have.
absl::StatusOr<Claims> ParseClaims(std::string_view text);

// In this order: TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_LIFETIME, TOKEN_NOT_YET_VALID, TOKEN_EXPIRED.
absl::Status CheckClaims(const Claims& claims, std::string_view issuer, std::string_view audience,
                         base::Timestamp now);

// Valid from this on, and until just before that: with the skew.
base::Timestamp BeginOf(const Claims& claims);
base::Timestamp EndOf(const Claims& claims);

// "li.si": lower-case letters, digits, dots and dashes, and with "person/" at most kMostNameBytes.
bool IsSubject(std::string_view text);
// "person/li.si": the same principal as that of the certificate spiffe://cobuild/person/li.si.
std::string PrincipalOf(std::string_view subject);

}  // namespace cobuild::token
