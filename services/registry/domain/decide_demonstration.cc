#include "services/registry/domain/decide_demonstration.h"

#include <fmt/format.h>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

absl::Status RequireVillages(const Registry& registry, const scope::Reach& reach,
                             const Demonstration& facts) {
  for (const std::string& code : facts.village_codes) {
    COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, code, facts.start_date));
  }
  return absl::OkStatus();
}

bool HasEvent(const Registry& registry, const std::string& id) {
  bool found = false;
  registry.Of<DemonstrationEvent>().VisitKeyAfter(records::NameOf<Demonstration>(id), "",
                                                  registry.position(),
                                                  [&](const Record<DemonstrationEvent>&) {
                                                    found = true;
                                                    return false;
                                                  });
  return found;
}

}  // namespace

absl::StatusOr<Record<Demonstration>> DecideCreateDemonstration(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const Demonstration& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Demonstration> first,
                           records::FirstOf(registry, id, facts, kDemonstrationExists));
  COBUILD_RETURN_IF_ERROR(RequireVillages(registry, reach, facts));
  return first;
}

absl::StatusOr<Record<Demonstration>> DecideUpdateDemonstration(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const Demonstration& facts) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<Demonstration> next,
      records::NextOf<Demonstration>(registry, id, etag, kDemonstrationNotFound));
  COBUILD_RETURN_IF_ERROR(RequireVillages(registry, reach, facts));
  next.facts = facts;
  return next;
}

absl::StatusOr<Record<Demonstration>> DecideDeleteDemonstration(const Registry& registry,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const std::string& reason) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<Demonstration> withdrawn,
      records::Withdrawn<Demonstration>(registry, id, etag, reason, kDemonstrationNotFound));
  if (HasEvent(registry, id)) return DemonstrationHasEvents(id);
  return withdrawn;
}

absl::StatusOr<Record<DemonstrationEvent>> DecideRecordDemonstrationEvent(
    const Registry& registry, const scope::Reach& reach, const std::string& id,
    const DemonstrationEvent& facts) {
  if (records::FindSeen<Demonstration>(registry, reach, facts.demonstration) == nullptr) {
    return DemonstrationNotFound(facts.demonstration);
  }
  return records::FirstOf(registry, fmt::format("{}/{}", facts.demonstration, id), facts,
                          kDemonstrationEventExists);
}

absl::StatusOr<Record<DemonstrationEvent>> DecideVoidDemonstrationEvent(const Registry& registry,
                                                                        const std::string& id,
                                                                        const std::string& etag,
                                                                        const std::string& reason) {
  return records::Withdrawn<DemonstrationEvent>(registry, id, etag, reason,
                                                kDemonstrationEventNotFound);
}

}  // namespace cobuild::registry
