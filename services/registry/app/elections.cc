#include "services/registry/app/elections.h"

#include "services/registry/app/summarize.h"
#include "services/registry/domain/decide_election.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Election>> RecordElection(LiveRegistry& live, ChangeRequest change,
                                                const Election& facts) {
  change.request.digest = records::DigestOf("registry.record_election.v1", "", facts);
  return records::RecordOne<Election>(live, change, [&](const Registry& registry) {
    return DecideRecordElection(registry, change.reach, facts);
  });
}

absl::StatusOr<Record<Election>> CorrectElection(LiveRegistry& live, ChangeRequest change,
                                                 const CorrectElectionCommand& command) {
  change.request.digest =
      records::DigestOf("registry.correct_election.v1", command.etag, command.facts);
  const std::string id = ElectionId(command.facts.village_code, command.facts.round);
  return records::RecordOne<Election>(
      live, change, records::Names<Election>{id, kElectionNotFound}, [&](const Registry& registry) {
        return DecideCorrectElection(registry, change.reach, command.etag, command.facts);
      });
}

absl::StatusOr<Record<Election>> GetElection(const LiveRegistry& live,
                                             const records::GetQuery& query) {
  return records::GetRecord<Election>(live, query, kElectionNotFound);
}

absl::StatusOr<records::Page<Election>> ListElections(const LiveRegistry& live,
                                                      const ListElectionsQuery& query) {
  return records::ListRecords<Election>(live, query.list, [&](const Election& facts) {
    return query.round.empty() || facts.round == query.round;
  });
}

absl::StatusOr<ElectionSummary> SummarizeElections(const LiveRegistry& live,
                                                   const SummarizeElectionsQuery& query) {
  return SummarizeOver<ElectionSummary>(
      live, query.over,
      [&](const Registry& registry, const std::vector<std::string>& village_codes,
          int64_t position) {
        return SummarizeElections(registry, query.round, village_codes, position);
      });
}

}  // namespace cobuild::registry
