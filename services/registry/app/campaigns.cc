#include "services/registry/app/campaigns.h"

#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Campaign>> CreateCampaign(LiveRegistry& live, ChangeRequest change,
                                                const CreateCampaignCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_campaign.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Campaign>(live, change, [&](const Registry& registry) {
    return records::FirstOf(registry, id, command.facts, kCampaignExists);
  });
}

absl::StatusOr<Record<Campaign>> UpdateCampaign(LiveRegistry& live, ChangeRequest change,
                                                const UpdateCampaignCommand& command) {
  change.request.digest = records::DigestOf("registry.update_campaign.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<Campaign>(
      live, change, records::Names<Campaign>{command.id, kCampaignNotFound},
      [&](const Registry& registry) {
        absl::StatusOr<Record<Campaign>> next =
            records::NextOf<Campaign>(registry, command.id, command.etag, kCampaignNotFound);
        if (next.ok()) next->facts = command.facts;
        return next;
      });
}

absl::StatusOr<Record<Campaign>> DeleteCampaign(LiveRegistry& live, ChangeRequest change,
                                                const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.delete_campaign.v1", command);
  return records::RecordOne<Campaign>(
      live, change, records::Names<Campaign>{command.id, kCampaignNotFound},
      [&](const Registry& registry) {
        return records::Withdrawn<Campaign>(registry, command.id, command.etag, command.reason,
                                            kCampaignNotFound);
      });
}

absl::StatusOr<Record<Campaign>> GetCampaign(const LiveRegistry& live,
                                             const records::GetQuery& query) {
  return records::GetRecord<Campaign>(live, query, kCampaignNotFound);
}

absl::StatusOr<records::Page<Campaign>> ListCampaigns(const LiveRegistry& live,
                                                      const ListCampaignsQuery& query) {
  return records::ListRecords<Campaign>(live, query.list, [&](const Campaign& facts) {
    return !query.active_on || facts.LastsOn(*query.active_on);
  });
}

}  // namespace cobuild::registry
