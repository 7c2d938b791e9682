// The use cases of elections, named as their RPCs.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/scope.h"
#include "services/registry/domain/summarize_elections.h"

namespace cobuild::registry {

struct CorrectElectionCommand {
  Election facts;  // with the reason
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideRecordElection and its like.
absl::StatusOr<Record<Election>> RecordElection(LiveRegistry& live, ChangeRequest change,
                                                const Election& facts);
absl::StatusOr<Record<Election>> CorrectElection(LiveRegistry& live, ChangeRequest change,
                                                 const CorrectElectionCommand& command);

// ELECTION_NOT_FOUND
absl::StatusOr<Record<Election>> GetElection(const LiveRegistry& live,
                                             const records::GetQuery& query);

struct ListElectionsQuery {
  records::ListQuery list;  // its key is the village's name or the round's key
  std::string round;        // "" for all
};

absl::StatusOr<records::Page<Election>> ListElections(const LiveRegistry& live,
                                                      const ListElectionsQuery& query);

struct SummarizeElectionsQuery {
  ScopeQuery over;
  std::string round;
};

// What VillagesOf refuses.
absl::StatusOr<ElectionSummary> SummarizeElections(const LiveRegistry& live,
                                                   const SummarizeElectionsQuery& query);

}  // namespace cobuild::registry
