#include "services/registry/domain/decide_election.h"

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Election>> DecideRecordElection(const Registry& registry,
                                                      const scope::Reach& reach,
                                                      const Election& facts) {
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, facts.village_code, facts.election_date));
  return records::FirstOf(registry, ElectionId(facts.village_code, facts.round), facts,
                          kElectionExists);
}

absl::StatusOr<Record<Election>> DecideCorrectElection(const Registry& registry,
                                                       const scope::Reach& reach,
                                                       const std::string& etag,
                                                       const Election& facts) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<Election> next,
      records::NextOf<Election>(registry, ElectionId(facts.village_code, facts.round), etag,
                                kElectionNotFound));
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, facts.village_code, facts.election_date));
  next.facts = facts;
  return next;
}

}  // namespace cobuild::registry
