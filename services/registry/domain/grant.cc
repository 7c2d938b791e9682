#include "services/registry/domain/grant.h"

#include <algorithm>

#include "common/records/record.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/principal.h"

namespace cobuild::registry {
namespace {

constexpr int kLastYear = 9999;

}  // namespace

std::string KeyOfRole(std::string_view role) { return "roles/" + std::string(role); }

std::string KeyOf(const scope::Bound& bound) {
  switch (bound.kind) {
    case scope::Bound::Kind::kDivision:
      return DivisionName(bound.id);
    case scope::Bound::Kind::kOrganization:
      return records::NameOf<Organization>(bound.id);
    case scope::Bound::Kind::kWholeTree:
      break;
  }
  return "whole-tree";
}

std::vector<std::string> Grant::Keys() const {
  return {records::NameOf<Principal>(principal), KeyOfRole(role), KeyOf(bound)};
}

base::Date LatestEndOf(const base::Date& start_date) {
  base::Date end = start_date;
  end.year = std::min(start_date.year + kMaxTermYears, kLastYear);
  // Of 29 February.
  if (!base::IsValid(end)) end = {end.year, 3, 1};
  return end;
}

}  // namespace cobuild::registry
