#include "services/registry/app/organizations.h"

#include "services/registry/domain/decide_organization.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Organization>> CreateOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const CreateOrganizationCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_organization.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Organization>(live, change, [&](const Registry& registry) {
    return DecideCreateOrganization(registry, id, command.facts, base::BusinessDay(change.now));
  });
}

absl::StatusOr<Record<Organization>> UpdateOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const UpdateOrganizationCommand& command) {
  change.request.digest = records::DigestOf("registry.update_organization.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<Organization>(live, change, [&](const Registry& registry) {
    return DecideUpdateOrganization(registry, change.reach, command.id, command.etag, command.facts,
                                    base::BusinessDay(change.now));
  });
}

absl::StatusOr<Record<Organization>> DeleteOrganization(LiveRegistry& live, ChangeRequest change,
                                                        const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.delete_organization.v1", command);
  return records::RecordOne<Organization>(live, change, [&](const Registry& registry) {
    return DecideDeleteOrganization(registry, change.reach, command.id, command.etag,
                                    command.reason);
  });
}

absl::StatusOr<Record<Organization>> GetOrganization(const LiveRegistry& live,
                                                     const records::GetQuery& query) {
  return records::GetRecord<Organization>(live, query, kOrganizationNotFound);
}

absl::StatusOr<records::Page<Organization>> ListOrganizations(const LiveRegistry& live,
                                                              const ListOrganizationsQuery& query) {
  return records::ListRecords<Organization>(live, query.list, [&](const Organization& facts) {
    return !query.kind || facts.kind == *query.kind;
  });
}

}  // namespace cobuild::registry
