#include "services/registry/rpc/convert_scope.h"

#include <set>

namespace cobuild::registry {

std::vector<std::string> DistinctVillages(
    error::Violations& violations, std::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> codes;
  std::set<std::string_view> seen;
  for (int i = 0; i < names.size(); ++i) {
    const std::string element = rpc::ElementOf(field, i);
    codes.push_back(rpc::RequiredCodeName(violations, element, names[i], "villages"));
    if (!seen.insert(names[i]).second) violations.Add(element, "DUPLICATE", "is named twice");
  }
  return codes;
}

VillageScope ScopeOf(error::Violations& violations, const v1::VillageScope& proto,
                     base::Timestamp now) {
  VillageScope scope;
  if (proto.perimeter().empty()) {
    rpc::RequireSome(violations, "scope.villages", proto.villages_size(), kMaxScopeVillages);
  } else if (proto.villages_size() > 0) {
    violations.Add("scope", "ONE_OF", "must name villages or a perimeter, not both");
  }
  if (proto.villages_size() <= kMaxScopeVillages) {
    scope.village_codes = DistinctVillages(violations, "scope.villages", proto.villages());
  }
  scope.perimeter_id =
      rpc::OptionalIdName(violations, "scope.perimeter", proto.perimeter(), "perimeters");
  scope.as_of =
      rpc::OptionalDate(violations, "scope.as_of", proto.as_of()).value_or(base::BusinessDay(now));
  return scope;
}

}  // namespace cobuild::registry
