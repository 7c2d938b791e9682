#include "common/rpc/principal.h"

#include <algorithm>

#include "common/rpc/roles.h"

namespace cobuild::rpc {

bool Allows(const Principal& principal, std::string_view permission) {
  return std::any_of(principal.grants.begin(), principal.grants.end(),
                     [&](const Grant& grant) { return RoleAllows(grant.role, permission); });
}

scope::Reach ReachOf(const Principal& principal, std::string_view permission) {
  std::vector<scope::Bound> bounds;
  for (const Grant& grant : principal.grants) {
    if (RoleAllows(grant.role, permission)) bounds.push_back(grant.bound);
  }
  return scope::Reach::Of(principal.tree, bounds);
}

std::vector<std::string> RolesAt(const Principal& principal, const scope::Places& places) {
  std::vector<std::string> roles;
  for (const Grant& grant : principal.grants) {
    const bool known = std::find(roles.begin(), roles.end(), grant.role) != roles.end();
    if (known) continue;
    // Its grants together, as those of a permission: one may hold a row's one village, another the
    // other.
    std::vector<scope::Bound> bounds;
    for (const Grant& other : principal.grants) {
      if (other.role == grant.role) bounds.push_back(other.bound);
    }
    if (scope::Reach::Of(principal.tree, bounds).Changes(places)) roles.push_back(grant.role);
  }
  return roles;
}

}  // namespace cobuild::rpc
