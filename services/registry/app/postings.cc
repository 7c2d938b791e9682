#include "services/registry/app/postings.h"

#include "services/registry/domain/decide_posting.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

bool Meets(const Posting& facts, const ListPostingsQuery& query) {
  return (query.village_code.empty() || facts.village_code == query.village_code) &&
         (query.division_code.empty() || facts.division_code == query.division_code) &&
         (query.person.empty() || facts.person == query.person) &&
         (!query.role || facts.role == *query.role) &&
         (!query.active_on || facts.LastsOn(*query.active_on));
}

}  // namespace

absl::StatusOr<Record<Posting>> AssignPosting(LiveRegistry& live, ChangeRequest change,
                                              const AssignPostingCommand& command) {
  change.request.digest =
      records::DigestOf("registry.assign_posting.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Posting>(live, change, [&](const Registry& registry) {
    return DecideAssignPosting(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<Posting>> EndPosting(LiveRegistry& live, ChangeRequest change,
                                           const EndPostingCommand& command) {
  change.request.digest = base::DigestBuilder("registry.end_posting.v1")
                              .Add(command.id)
                              .Add(base::FormatDate(command.end_date))
                              .Add(command.etag)
                              .Finish();
  return records::RecordOne<Posting>(
      live, change, records::Names<Posting>{command.id, kPostingNotFound},
      [&](const Registry& registry) {
        return DecideEndPosting(registry, command.id, command.etag, command.end_date);
      });
}

absl::StatusOr<Record<Posting>> VoidPosting(LiveRegistry& live, ChangeRequest change,
                                            const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_posting.v1", command);
  return records::RecordOne<Posting>(
      live, change, records::Names<Posting>{command.id, kPostingNotFound},
      [&](const Registry& registry) {
        return DecideVoidPosting(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<Posting>> GetPosting(const LiveRegistry& live,
                                           const records::GetQuery& query) {
  return records::GetRecord<Posting>(live, query, kPostingNotFound);
}

absl::StatusOr<records::Page<Posting>> ListPostings(const LiveRegistry& live,
                                                    const ListPostingsQuery& query) {
  return records::ListRecords<Posting>(live, query.list,
                                       [&](const Posting& facts) { return Meets(facts, query); });
}

}  // namespace cobuild::registry
