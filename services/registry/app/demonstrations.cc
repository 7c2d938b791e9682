#include "services/registry/app/demonstrations.h"

#include "services/registry/domain/decide_demonstration.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Demonstration>> CreateDemonstration(
    LiveRegistry& live, ChangeRequest change, const CreateDemonstrationCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_demonstration.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Demonstration>(live, change, [&](const Registry& registry) {
    return DecideCreateDemonstration(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<Demonstration>> UpdateDemonstration(
    LiveRegistry& live, ChangeRequest change, const UpdateDemonstrationCommand& command) {
  change.request.digest = records::DigestOf("registry.update_demonstration.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<Demonstration>(
      live, change, records::Names<Demonstration>{command.id, kDemonstrationNotFound},
      [&](const Registry& registry) {
        return DecideUpdateDemonstration(registry, change.reach, command.id, command.etag,
                                         command.facts);
      });
}

absl::StatusOr<Record<Demonstration>> DeleteDemonstration(LiveRegistry& live, ChangeRequest change,
                                                          const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.delete_demonstration.v1", command);
  return records::RecordOne<Demonstration>(
      live, change, records::Names<Demonstration>{command.id, kDemonstrationNotFound},
      [&](const Registry& registry) {
        return DecideDeleteDemonstration(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<Demonstration>> GetDemonstration(const LiveRegistry& live,
                                                       const records::GetQuery& query) {
  return records::GetRecord<Demonstration>(live, query, kDemonstrationNotFound);
}

absl::StatusOr<records::Page<Demonstration>> ListDemonstrations(
    const LiveRegistry& live, const ListDemonstrationsQuery& query) {
  return records::ListRecords<Demonstration>(live, query.list, [&](const Demonstration& facts) {
    return (query.village_code.empty() || facts.Holds(query.village_code)) &&
           (!query.kind || facts.kind == *query.kind) &&
           (!query.active_on || facts.LastsOn(*query.active_on));
  });
}

absl::StatusOr<Record<DemonstrationEvent>> RecordDemonstrationEvent(
    LiveRegistry& live, ChangeRequest change, const RecordDemonstrationEventCommand& command) {
  change.request.digest =
      records::DigestOf("registry.record_demonstration_event.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<DemonstrationEvent>(live, change, [&](const Registry& registry) {
    return DecideRecordDemonstrationEvent(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<DemonstrationEvent>> VoidDemonstrationEvent(
    LiveRegistry& live, ChangeRequest change, const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_demonstration_event.v1", command);
  return records::RecordOne<DemonstrationEvent>(
      live, change, records::Names<DemonstrationEvent>{command.id, kDemonstrationEventNotFound},
      [&](const Registry& registry) {
        return DecideVoidDemonstrationEvent(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<records::Page<DemonstrationEvent>> ListDemonstrationEvents(
    const LiveRegistry& live, const ListDemonstrationEventsQuery& query) {
  return records::ListRecords<DemonstrationEvent>(
      live, query.list, [&](const DemonstrationEvent& facts) {
        return (!query.kind || facts.kind == *query.kind) && query.days.Contain(facts.event_date);
      });
}

}  // namespace cobuild::registry
