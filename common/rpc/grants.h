// Who may do what: principals, their roles, and the permissions of a role (roles.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/principal.h"

namespace cobuild::rpc {

class Grants {
 public:
  // {"principals": [{"name": "service/assessment", "roles": ["SERVICE"]}, ...]}
  // INVALID_ARGUMENT for anything else: text that is not JSON, an unknown key or role, a principal
  // twice or of a wrong form, a "division" other than "*" (the whole tree): narrower scopes need
  // the registry's grants.
  static absl::StatusOr<Grants> FromJson(std::string_view text);
  // As FromJson; NOT_FOUND when the file cannot be read.
  static absl::StatusOr<Grants> FromFile(const std::string& path);

  // Null for a principal without a grant. Lives as long as the grants.
  const Principal* Find(std::string_view name) const;

  // Whether one of the principal's roles has the permission, on the whole tree.
  static bool Allows(const Principal& principal, std::string_view permission);

 private:
  std::map<std::string, Principal, std::less<>> principals_;
};

}  // namespace cobuild::rpc
