#include "services/registry/domain/posting.h"

#include "common/records/record.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/person.h"

namespace cobuild::registry {

std::string KeyOf(PostingRole role) { return "roles/" + std::to_string(static_cast<int>(role)); }

std::vector<std::string> Posting::Keys() const {
  std::vector<std::string> keys = {
      village_code.empty() ? DivisionName(division_code) : VillageName(village_code),
      records::NameOf<Person>(person), KeyOf(role)};
  if (!organization.empty()) keys.push_back(records::NameOf<Organization>(organization));
  return keys;
}

}  // namespace cobuild::registry
