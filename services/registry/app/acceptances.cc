#include "services/registry/app/acceptances.h"

#include "services/registry/domain/decide_acceptance.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<VillageAcceptance>> RecordVillageAcceptance(
    LiveRegistry& live, ChangeRequest change, const RecordAcceptanceCommand& command) {
  change.request.digest =
      records::DigestOf("registry.record_village_acceptance.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<VillageAcceptance>(live, change, [&](const Registry& registry) {
    return DecideRecordAcceptance(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<VillageAcceptance>> VoidVillageAcceptance(
    LiveRegistry& live, ChangeRequest change, const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_village_acceptance.v1", command);
  return records::RecordOne<VillageAcceptance>(
      live, change, records::Names<VillageAcceptance>{command.id, kAcceptanceNotFound},
      [&](const Registry& registry) {
        return DecideVoidAcceptance(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<records::Page<VillageAcceptance>> ListVillageAcceptances(
    const LiveRegistry& live, const ListAcceptancesQuery& query) {
  return records::ListRecords<VillageAcceptance>(
      live, query.list, [&](const VillageAcceptance& facts) {
        return (query.subject.empty() || facts.subject == query.subject) &&
               (!query.level || facts.level == *query.level) &&
               (!query.result || facts.result == *query.result) &&
               query.days.Contain(facts.acceptance_date);
      });
}

}  // namespace cobuild::registry
