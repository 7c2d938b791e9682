#include "services/registry/domain/demonstration.h"

#include <algorithm>

#include "common/records/record.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {

bool Demonstration::Holds(std::string_view village_code) const {
  return std::find(village_codes.begin(), village_codes.end(), village_code) != village_codes.end();
}

std::vector<std::string> Demonstration::Keys() const {
  std::vector<std::string> keys;
  keys.reserve(village_codes.size());
  for (const std::string& code : village_codes) keys.push_back(VillageName(code));
  return keys;
}

std::vector<std::string> DemonstrationEvent::Keys() const {
  return {records::NameOf<Demonstration>(demonstration)};
}

}  // namespace cobuild::registry
