#include "services/registry/app/pairings.h"

#include "services/registry/domain/decide_pairing.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Pairing>> CreatePairing(LiveRegistry& live, ChangeRequest change,
                                              const CreatePairingCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_pairing.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Pairing>(live, change, [&](const Registry& registry) {
    return DecideCreatePairing(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<Pairing>> EndPairing(LiveRegistry& live, ChangeRequest change,
                                           const EndPairingCommand& command) {
  change.request.digest = base::DigestBuilder("registry.end_pairing.v1")
                              .Add(command.id)
                              .Add(base::FormatDate(command.end_date))
                              .Add(command.etag)
                              .Finish();
  return records::RecordOne<Pairing>(
      live, change, records::Names<Pairing>{command.id, kPairingNotFound},
      [&](const Registry& registry) {
        return DecideEndPairing(registry, command.id, command.etag, command.end_date);
      });
}

absl::StatusOr<Record<Pairing>> VoidPairing(LiveRegistry& live, ChangeRequest change,
                                            const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_pairing.v1", command);
  return records::RecordOne<Pairing>(
      live, change, records::Names<Pairing>{command.id, kPairingNotFound},
      [&](const Registry& registry) {
        return DecideVoidPairing(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<Pairing>> GetPairing(const LiveRegistry& live,
                                           const records::GetQuery& query) {
  return records::GetRecord<Pairing>(live, query, kPairingNotFound);
}

absl::StatusOr<records::Page<Pairing>> ListPairings(const LiveRegistry& live,
                                                    const ListPairingsQuery& query) {
  return records::ListRecords<Pairing>(live, query.list, [&](const Pairing& facts) {
    return (query.village_code.empty() || facts.village_code == query.village_code) &&
           (query.organization.empty() || facts.organization == query.organization) &&
           (!query.active_on || facts.LastsOn(*query.active_on));
  });
}

}  // namespace cobuild::registry
