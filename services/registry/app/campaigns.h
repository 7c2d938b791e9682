// The use cases of campaigns, named as their RPCs. No rule ties a campaign to anything else of the
// registry.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct CreateCampaignCommand {
  std::string id;  // "" for one that is made up
  Campaign facts;
};

struct UpdateCampaignCommand {
  std::string id;
  Campaign facts;
  std::string etag;
};

// REQUEST_ID_REUSED, CAMPAIGN_EXISTS.
absl::StatusOr<Record<Campaign>> CreateCampaign(LiveRegistry& live, ChangeRequest change,
                                                const CreateCampaignCommand& command);
// REQUEST_ID_REUSED, CAMPAIGN_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<Campaign>> UpdateCampaign(LiveRegistry& live, ChangeRequest change,
                                                const UpdateCampaignCommand& command);
absl::StatusOr<Record<Campaign>> DeleteCampaign(LiveRegistry& live, ChangeRequest change,
                                                const records::VoidCommand& command);

// CAMPAIGN_NOT_FOUND
absl::StatusOr<Record<Campaign>> GetCampaign(const LiveRegistry& live,
                                             const records::GetQuery& query);

struct ListCampaignsQuery {
  records::ListQuery list;
  std::optional<base::Date> active_on;
};

absl::StatusOr<records::Page<Campaign>> ListCampaigns(const LiveRegistry& live,
                                                      const ListCampaignsQuery& query);

}  // namespace cobuild::registry
