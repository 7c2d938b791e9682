// Why a token is not accepted. All are UNAUTHENTICATED, and none quotes the token: what it says is
// either not proven or nobody's business.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace cobuild::token::errors {

// TOKEN_MALFORMED: not one signed JWT in its compact form. `what` is wrong with it, in our words.
absl::Status Malformed(std::string_view what);
// TOKEN_ALGORITHM: it names an algorithm that is not that of its key, or none of ours.
absl::Status Algorithm();
// TOKEN_KEY_UNKNOWN: no key of that id is among those that are accepted.
absl::Status KeyUnknown();
// TOKEN_SIGNATURE: the key has not signed this.
absl::Status Signature();
// TOKEN_ISSUER: signed, but by another identity provider than ours.
absl::Status Issuer();
// TOKEN_AUDIENCE: signed, but for others than us.
absl::Status Audience();
// TOKEN_LIFETIME: valid for longer than is accepted, or ends before it begins.
absl::Status Lifetime();
// TOKEN_NOT_YET_VALID
absl::Status NotYetValid();
// TOKEN_EXPIRED
absl::Status Expired();
// TOKENS_NOT_ACCEPTED: the server was given no keys to check any with.
absl::Status NotAccepted();

}  // namespace cobuild::token::errors
