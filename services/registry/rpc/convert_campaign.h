// Campaigns between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/campaign.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/campaigns.h"

namespace cobuild::registry {

absl::StatusOr<CreateCampaignCommand> FromProto(const v1::CreateCampaignRequest& request);
absl::StatusOr<ListCampaignsQuery> FromProto(const v1::ListCampaignsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<UpdateCampaignCommand> FromProto(const v1::UpdateCampaignRequest& request);

v1::Campaign ToProto(const Record<Campaign>& campaign);
v1::ListCampaignsResponse ToProto(const records::Page<Campaign>& page,
                                  const v1::ListCampaignsRequest& request);

}  // namespace cobuild::registry
