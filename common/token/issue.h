// Tokens that an installation signs itself, where there is no identity provider.
#pragma once

#include <string>

#include "common/base/signature.h"
#include "common/token/claims.h"

namespace cobuild::token {

// A token with these claims, signed with EdDSA; it names the key by its Id().
std::string Issue(const base::SigningKey& key, const Claims& claims);

}  // namespace cobuild::token
