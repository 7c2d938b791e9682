#include "services/registry/domain/service_centre.h"

#include "common/records/record.h"
#include "services/registry/domain/centre_work.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {

std::vector<std::string> ServiceCentre::Keys() const { return {VillageName(village_code)}; }

std::vector<std::string> CentreWork::Keys() const {
  return {records::NameOf<ServiceCentre>(service_centre)};
}

}  // namespace cobuild::registry
