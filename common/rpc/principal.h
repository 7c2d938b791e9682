// Who calls, a person or a machine, and what was granted to it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/scope/bound.h"
#include "common/scope/reach.h"
#include "common/scope/tree.h"

namespace cobuild::rpc {

// A role, and where it holds.
struct Grant {
  std::string role;  // as architecture names it, as "FINANCE_OFFICER"
  scope::Bound bound;

  bool operator==(const Grant&) const = default;
};

struct Principal {
  std::string name;                              // "<kind>/<name>", as "service/assessment"
  std::vector<Grant> grants = {};                // in force; none: a stranger
  std::shared_ptr<const scope::Tree> tree = {};  // which the bounds are of; null without a bounded
                                                 // grant
};

// Whether one of its roles has the permission, wherever that is.
bool Allows(const Principal& principal, std::string_view permission);

// Where its roles have the permission.
scope::Reach ReachOf(const Principal& principal, std::string_view permission);

// Its roles that hold wherever a row is, each once.
std::vector<std::string> RolesAt(const Principal& principal, const scope::Places& places);

}  // namespace cobuild::rpc
