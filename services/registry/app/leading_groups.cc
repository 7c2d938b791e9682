#include "services/registry/app/leading_groups.h"

#include "services/registry/domain/decide_leading_group.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<LeadingGroup>> CreateLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                        const CreateLeadingGroupCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_leading_group.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<LeadingGroup>(live, change, [&](const Registry& registry) {
    return DecideCreateLeadingGroup(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<LeadingGroup>> UpdateLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                        const UpdateLeadingGroupCommand& command) {
  change.request.digest = records::DigestOf("registry.update_leading_group.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<LeadingGroup>(
      live, change, records::Names<LeadingGroup>{command.id, kLeadingGroupNotFound},
      [&](const Registry& registry) {
        return DecideUpdateLeadingGroup(registry, change.reach, command.id, command.etag,
                                        command.facts);
      });
}

absl::StatusOr<Record<LeadingGroup>> EndLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                     const EndLeadingGroupCommand& command) {
  change.request.digest = base::DigestBuilder("registry.end_leading_group.v1")
                              .Add(command.id)
                              .Add(base::FormatDate(command.dissolved_date))
                              .Add(command.etag)
                              .Finish();
  return records::RecordOne<LeadingGroup>(
      live, change, records::Names<LeadingGroup>{command.id, kLeadingGroupNotFound},
      [&](const Registry& registry) {
        return DecideEndLeadingGroup(registry, command.id, command.etag, command.dissolved_date);
      });
}

absl::StatusOr<Record<LeadingGroup>> VoidLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                      const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_leading_group.v1", command);
  return records::RecordOne<LeadingGroup>(
      live, change, records::Names<LeadingGroup>{command.id, kLeadingGroupNotFound},
      [&](const Registry& registry) {
        return DecideVoidLeadingGroup(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<LeadingGroup>> GetLeadingGroup(const LiveRegistry& live,
                                                     const records::GetQuery& query) {
  return records::GetRecord<LeadingGroup>(live, query, kLeadingGroupNotFound);
}

absl::StatusOr<records::Page<LeadingGroup>> ListLeadingGroups(const LiveRegistry& live,
                                                              const ListLeadingGroupsQuery& query) {
  return records::ListRecords<LeadingGroup>(live, query.list, [&](const LeadingGroup& facts) {
    return (query.division_code.empty() || facts.division_code == query.division_code) &&
           (!query.active_on || facts.StandsOn(*query.active_on));
  });
}

}  // namespace cobuild::registry
