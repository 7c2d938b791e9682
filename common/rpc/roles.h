// The roles and what each may do. A permission is "<service>.<resources>.<verb>", as
// "finance.transfers.post".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cobuild::rpc {

// Every role.
std::vector<std::string> RoleNames();

bool IsRole(std::string_view name);

// Whether a role of that name has the permission; false for an unknown role.
bool RoleAllows(std::string_view name, std::string_view permission);

// A pattern is matched part by part between dots: "*" is any one part, and at the end any number of
// them, one at least.
bool Matches(std::string_view pattern, std::string_view permission);

}  // namespace cobuild::rpc
