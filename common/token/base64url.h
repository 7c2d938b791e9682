// Base64url without padding (RFC 7515, 2), as JWTs are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cobuild::token {

std::string ToBase64Url(std::string_view bytes);

// Strictly what ToBase64Url gives: no padding, no blanks, no bits left over, so that the same bytes
// have one spelling. nullopt for anything else.
std::optional<std::string> FromBase64Url(std::string_view text);

}  // namespace cobuild::token
