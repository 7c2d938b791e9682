#include "services/registry/domain/person.h"

#include "common/records/record.h"
#include "services/registry/domain/organization.h"

namespace cobuild::registry {

std::string KeyOf(const ExternalRef& ref) { return "external/" + ref.system + "/" + ref.id; }

std::vector<std::string> Person::Keys() const {
  std::vector<std::string> keys;
  if (!organization.empty()) keys.push_back(records::NameOf<Organization>(organization));
  for (const ExternalRef& ref : external_refs) keys.push_back(KeyOf(ref));
  return keys;
}

}  // namespace cobuild::registry
