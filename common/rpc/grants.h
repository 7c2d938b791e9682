// The operator's own grants, from a file: services, machines, and who grants to everybody else.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/directory.h"

namespace cobuild::rpc {

// Whether it is "<kind>/<name>", both of lower-case letters, digits, dots and dashes: what a
// certificate can name.
bool IsPrincipalName(std::string_view name);

class Grants : public Directory {
 public:
  // {"principals": [{"name": "service/assessment", "roles": ["SERVICE"]}, ...]}
  // INVALID_ARGUMENT for anything else: text that is not JSON, an unknown key or role, a principal
  // twice or of a wrong form, a "division" other than "*" (the whole tree): narrower grants are the
  // registry's.
  static absl::StatusOr<Grants> FromJson(std::string_view text);
  // As FromJson; NOT_FOUND when the file cannot be read.
  static absl::StatusOr<Grants> FromFile(const std::string& path);

  absl::StatusOr<std::shared_ptr<const Principal>> Find(std::string_view name,
                                                        base::Timestamp now) const override;

  // Whether the file speaks of the principal: then nobody else grants to it.
  bool Holds(std::string_view name) const { return principals_.contains(name); }

 private:
  std::map<std::string, std::shared_ptr<const Principal>, std::less<>> principals_;
};

}  // namespace cobuild::rpc
