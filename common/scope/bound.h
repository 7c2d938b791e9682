// What one grant is bounded by.
#pragma once

#include <string>

namespace cobuild::scope {

struct Bound {
  enum class Kind {
    kWholeTree,
    kDivision,      // a division and all below it
    kOrganization,  // what belongs to an organization, wherever it is
  };

  Kind kind = Kind::kDivision;  // of nothing, as long as no id is given
  std::string id = {};          // a division's code of 12 digits, an organization's id

  static Bound WholeTree() { return {.kind = Kind::kWholeTree, .id = {}}; }
  static Bound Division(std::string code) {
    return {.kind = Kind::kDivision, .id = std::move(code)};
  }
  static Bound Organization(std::string id) {
    return {.kind = Kind::kOrganization, .id = std::move(id)};
  }

  bool operator==(const Bound&) const = default;
};

}  // namespace cobuild::scope
