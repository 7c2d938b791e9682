#include "services/registry/rpc/convert_campaign.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_days.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxPurposeCharacters = 500;

Campaign FactsOf(error::Violations& violations, const v1::Campaign& proto) {
  Campaign facts;
  facts.display_name = rpc::RequiredText(violations, "campaign.display_name", proto.display_name(),
                                         rpc::kMaxNameCharacters);
  facts.purpose =
      rpc::OptionalText(violations, "campaign.purpose", proto.purpose(), kMaxPurposeCharacters);
  facts.start_date = rpc::RequiredDate(violations, "campaign.start_date", proto.start_date());
  facts.end_date = OptionalEnd(violations, "campaign.end_date", proto.end_date(), facts.start_date);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "campaign.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<CreateCampaignCommand> FromProto(const v1::CreateCampaignRequest& request) {
  error::Violations violations;
  CreateCampaignCommand command;
  command.id = rpc::OptionalId(violations, "campaign_id", request.campaign_id());
  command.facts = FactsOf(violations, request.campaign());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListCampaignsQuery> FromProto(const v1::ListCampaignsRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  ListCampaignsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.active_on = rpc::OptionalDate(violations, "active_on", request.active_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateCampaignCommand> FromProto(const v1::UpdateCampaignRequest& request) {
  error::Violations violations;
  UpdateCampaignCommand command;
  command.id = rpc::RequiredName(violations, "campaign.name", request.campaign().name(),
                                 Campaign::kNamePattern);
  command.facts = FactsOf(violations, request.campaign());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::Campaign ToProto(const Record<Campaign>& campaign) {
  v1::Campaign proto;
  rpc::SetRecorded(campaign, proto);
  const Campaign& facts = campaign.facts;
  proto.set_display_name(facts.display_name);
  proto.set_purpose(facts.purpose);
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  if (facts.end_date) *proto.mutable_end_date() = rpc::ToProto(*facts.end_date);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListCampaignsResponse ToProto(const records::Page<Campaign>& page,
                                  const v1::ListCampaignsRequest& request) {
  v1::ListCampaignsResponse response;
  for (const auto& campaign : page.records) *response.add_campaigns() = ToProto(campaign);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
