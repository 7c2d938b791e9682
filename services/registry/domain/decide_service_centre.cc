#include "services/registry/domain/decide_service_centre.h"

#include <fmt/format.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

bool HasWork(const Registry& registry, const std::string& id) {
  bool found = false;
  registry.Of<CentreWork>().VisitKeyAfter(records::NameOf<ServiceCentre>(id), "",
                                          registry.position(), [&](const Record<CentreWork>&) {
                                            found = true;
                                            return false;
                                          });
  return found;
}

}  // namespace

absl::StatusOr<Record<ServiceCentre>> DecideCreateServiceCentre(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const ServiceCentre& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<ServiceCentre> first,
                           records::FirstOf(registry, id, facts, kServiceCentreExists));
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, facts.village_code, facts.in_use_since));
  return first;
}

absl::StatusOr<Record<ServiceCentre>> DecideUpdateServiceCentre(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const ServiceCentre& facts) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<ServiceCentre> next,
      records::NextOf<ServiceCentre>(registry, id, etag, kServiceCentreNotFound));
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, facts.village_code, facts.in_use_since));
  next.facts = facts;
  return next;
}

absl::StatusOr<Record<ServiceCentre>> DecideDeleteServiceCentre(const Registry& registry,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const std::string& reason) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<ServiceCentre> withdrawn,
      records::Withdrawn<ServiceCentre>(registry, id, etag, reason, kServiceCentreNotFound));
  if (HasWork(registry, id)) return ServiceCentreHasWorks(id);
  return withdrawn;
}

absl::StatusOr<Record<CentreWork>> DecideRecordCentreWork(const Registry& registry,
                                                          const scope::Reach& reach,
                                                          const std::string& id,
                                                          const CentreWork& facts) {
  if (records::FindSeen<ServiceCentre>(registry, reach, facts.service_centre) == nullptr) {
    return ServiceCentreNotFound(facts.service_centre);
  }
  return records::FirstOf(registry, fmt::format("{}/{}", facts.service_centre, id), facts,
                          kCentreWorkExists);
}

absl::StatusOr<Record<CentreWork>> DecideCorrectCentreWork(const Registry& registry,
                                                           const std::string& id,
                                                           const std::string& etag,
                                                           const CentreWork& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<CentreWork> next,
                           records::NextOf<CentreWork>(registry, id, etag, kCentreWorkNotFound));
  std::string service_centre = std::move(next.facts.service_centre);
  next.facts = facts;
  next.facts.service_centre = std::move(service_centre);
  return next;
}

absl::StatusOr<Record<CentreWork>> DecideVoidCentreWork(const Registry& registry,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const std::string& reason) {
  return records::Withdrawn<CentreWork>(registry, id, etag, reason, kCentreWorkNotFound);
}

}  // namespace cobuild::registry
