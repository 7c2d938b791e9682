#include "common/rpc/grants.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/status_macros.h"
#include "common/rpc/roles.h"

namespace cobuild::rpc {
namespace {

using nlohmann::json;

absl::Status Wrong(const std::string& what) {
  return absl::InvalidArgumentError("grants: " + what);
}

absl::Status RefuseUnknownKeys(const json& object, std::initializer_list<std::string_view> known) {
  for (const auto& item : object.items()) {
    if (std::find(known.begin(), known.end(), item.key()) == known.end()) {
      return Wrong(fmt::format("unknown key \"{}\"", item.key()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Principal> ReadPrincipal(const json& entry) {
  if (!entry.is_object()) return Wrong("each principal is an object");
  COBUILD_RETURN_IF_ERROR(RefuseUnknownKeys(entry, {"name", "roles", "division"}));
  Principal principal;
  if (!entry.contains("name") || !entry["name"].is_string()) {
    return Wrong("a principal without a name");
  }
  principal.name = entry["name"].get<std::string>();
  if (!IsPrincipalName(principal.name)) {
    return Wrong(fmt::format("\"{}\" is not <kind>/<name>", principal.name));
  }
  if (entry.contains("division") && entry["division"] != "*") {
    return Wrong(fmt::format("{}: only the division \"*\" can be granted here", principal.name));
  }
  if (!entry.contains("roles") || !entry["roles"].is_array() || entry["roles"].empty()) {
    return Wrong(fmt::format("{}: needs a list of roles", principal.name));
  }
  for (const json& role : entry["roles"]) {
    if (!role.is_string() || !IsRole(role.get<std::string>())) {
      return Wrong(fmt::format("{}: unknown role {}", principal.name, role.dump()));
    }
    principal.grants.push_back({role.get<std::string>(), scope::Bound::WholeTree()});
  }
  return principal;
}

}  // namespace

bool IsPrincipalName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  const size_t slash = name.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == name.size()) return false;
  const std::string_view kind = name.substr(0, slash);
  const std::string_view rest = name.substr(slash + 1);
  return std::all_of(kind.begin(), kind.end(), allowed) &&
         std::all_of(rest.begin(), rest.end(), allowed);
}

absl::StatusOr<Grants> Grants::FromJson(std::string_view text) {
  const json document = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) return Wrong("not a JSON object");
  COBUILD_RETURN_IF_ERROR(RefuseUnknownKeys(document, {"principals"}));
  if (!document.contains("principals") || !document["principals"].is_array()) {
    return Wrong("needs a list \"principals\"");
  }
  Grants grants;
  for (const json& entry : document["principals"]) {
    COBUILD_ASSIGN_OR_RETURN(Principal principal, ReadPrincipal(entry));
    std::string name = principal.name;
    auto shared = std::make_shared<const Principal>(std::move(principal));
    if (!grants.principals_.emplace(name, std::move(shared)).second) {
      return Wrong(fmt::format("{} is there twice", name));
    }
  }
  return grants;
}

absl::StatusOr<Grants> Grants::FromFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return absl::NotFoundError(fmt::format("grants file {} cannot be read", path));
  return FromJson(text);
}

absl::StatusOr<std::shared_ptr<const Principal>> Grants::Find(std::string_view name,
                                                              base::Timestamp) const {
  const auto found = principals_.find(name);
  if (found != principals_.end()) return found->second;
  return std::make_shared<const Principal>(Principal{.name = std::string(name)});
}

}  // namespace cobuild::rpc
