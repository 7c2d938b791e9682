#include "services/registry/domain/pairing.h"

#include "common/records/record.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/organization.h"

namespace cobuild::registry {

std::vector<std::string> Pairing::Keys() const {
  return {VillageName(village_code), records::NameOf<Organization>(organization)};
}

}  // namespace cobuild::registry
