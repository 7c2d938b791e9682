#include "services/registry/rpc/campaign_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_campaign.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Campaign> HandleCreateCampaign(LiveRegistry& live, rpc::Call& call,
                                                  const v1::CreateCampaignRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateCampaignCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Campaign> campaign,
                           CreateCampaign(live, ChangeOf(call, request), command));
  return ToProto(campaign);
}

absl::StatusOr<v1::Campaign> HandleGetCampaign(LiveRegistry& live, rpc::Call& call,
                                               const v1::GetCampaignRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Campaign>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Campaign> campaign, GetCampaign(live, query));
  return ToProto(campaign);
}

absl::StatusOr<v1::ListCampaignsResponse> HandleListCampaigns(
    LiveRegistry& live, rpc::Call& call, const v1::ListCampaignsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListCampaignsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Campaign> page, ListCampaigns(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Campaign> HandleUpdateCampaign(LiveRegistry& live, rpc::Call& call,
                                                  const v1::UpdateCampaignRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateCampaignCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Campaign> campaign,
                           UpdateCampaign(live, ChangeOf(call, request), command));
  return ToProto(campaign);
}

absl::StatusOr<v1::Campaign> HandleDeleteCampaign(LiveRegistry& live, rpc::Call& call,
                                                  const v1::DeleteCampaignRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Campaign>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Campaign> campaign,
                           DeleteCampaign(live, ChangeOf(call, request), command));
  return ToProto(campaign);
}

}  // namespace

void RegisterCampaignService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateCampaignRequest, v1::Campaign>(kCreateCampaign,
                                                        with(HandleCreateCampaign));
  router.Unary<v1::GetCampaignRequest, v1::Campaign>(kGetCampaign, with(HandleGetCampaign));
  router.Unary<v1::ListCampaignsRequest, v1::ListCampaignsResponse>(kListCampaigns,
                                                                    with(HandleListCampaigns));
  router.Unary<v1::UpdateCampaignRequest, v1::Campaign>(kUpdateCampaign,
                                                        with(HandleUpdateCampaign));
  router.Unary<v1::DeleteCampaignRequest, v1::Campaign>(kDeleteCampaign,
                                                        with(HandleDeleteCampaign));
}

}  // namespace cobuild::registry
