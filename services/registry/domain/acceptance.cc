#include "services/registry/domain/acceptance.h"

#include "services/registry/domain/names.h"

namespace cobuild::registry {

std::vector<std::string> VillageAcceptance::Keys() const { return {VillageName(village_code)}; }

}  // namespace cobuild::registry
