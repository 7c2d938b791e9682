#include "services/registry/rpc/village_service.h"

#include <functional>
#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/app/acceptances.h"
#include "services/registry/app/graduate_category.h"
#include "services/registry/app/open_category.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/rpc/convert_acceptance.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/convert_village.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Village> HandleGetVillage(LiveRegistry& live, rpc::Call& call,
                                             const v1::GetVillageRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const GetVillageQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const Village village, GetVillage(live, query));
  return ToProto(village);
}

absl::StatusOr<v1::BatchGetVillagesResponse> HandleBatchGetVillages(
    LiveRegistry& live, rpc::Call& call, const v1::BatchGetVillagesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const BatchGetVillagesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Village> villages, BatchGetVillages(live, query));
  return ToProto(villages);
}

absl::StatusOr<v1::ListVillagesResponse> HandleListVillages(
    LiveRegistry& live, rpc::Call& call, const v1::ListVillagesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListVillagesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const VillagePage page, ListVillages(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::CategoryEpisode> HandleOpenCategory(LiveRegistry& live, rpc::Call& call,
                                                       const v1::OpenCategoryRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const OpenCategoryCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Episode episode,
                           OpenCategory(live, ChangeOf(call, request), command));
  return ToProto(episode);
}

absl::StatusOr<v1::CategoryEpisode> HandleGraduateCategory(
    LiveRegistry& live, rpc::Call& call, const v1::GraduateCategoryRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const GraduateCategoryCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Episode episode,
                           GraduateCategory(live, ChangeOf(call, request), command));
  return ToProto(episode);
}

absl::StatusOr<v1::ListCategoryEpisodesResponse> HandleListCategoryEpisodes(
    LiveRegistry& live, rpc::Call& call, const v1::ListCategoryEpisodesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListCategoryEpisodesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const EpisodePage page, ListCategoryEpisodes(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::VillageAcceptance> HandleRecordVillageAcceptance(
    LiveRegistry& live, rpc::Call& call, const v1::RecordVillageAcceptanceRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const RecordAcceptanceCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<VillageAcceptance> acceptance,
                           RecordVillageAcceptance(live, ChangeOf(call, request), command));
  return ToProto(acceptance);
}

absl::StatusOr<v1::VillageAcceptance> HandleVoidVillageAcceptance(
    LiveRegistry& live, rpc::Call& call, const v1::VoidVillageAcceptanceRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<VillageAcceptance>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<VillageAcceptance> acceptance,
                           VoidVillageAcceptance(live, ChangeOf(call, request), command));
  return ToProto(acceptance);
}

absl::StatusOr<v1::ListVillageAcceptancesResponse> HandleListVillageAcceptances(
    LiveRegistry& live, rpc::Call& call, const v1::ListVillageAcceptancesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListAcceptancesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<VillageAcceptance> page,
                           ListVillageAcceptances(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterVillageService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::GetVillageRequest, v1::Village>(kGetVillage, with(HandleGetVillage));
  router.Unary<v1::BatchGetVillagesRequest, v1::BatchGetVillagesResponse>(
      kBatchGetVillages, with(HandleBatchGetVillages));
  router.Unary<v1::ListVillagesRequest, v1::ListVillagesResponse>(kListVillages,
                                                                  with(HandleListVillages));
  router.Unary<v1::OpenCategoryRequest, v1::CategoryEpisode>(kOpenCategory,
                                                             with(HandleOpenCategory));
  router.Unary<v1::GraduateCategoryRequest, v1::CategoryEpisode>(kGraduateCategory,
                                                                 with(HandleGraduateCategory));
  router.Unary<v1::ListCategoryEpisodesRequest, v1::ListCategoryEpisodesResponse>(
      kListCategoryEpisodes, with(HandleListCategoryEpisodes));
  router.Unary<v1::RecordVillageAcceptanceRequest, v1::VillageAcceptance>(
      kRecordVillageAcceptance, with(HandleRecordVillageAcceptance));
  router.Unary<v1::VoidVillageAcceptanceRequest, v1::VillageAcceptance>(
      kVoidVillageAcceptance, with(HandleVoidVillageAcceptance));
  router.Unary<v1::ListVillageAcceptancesRequest, v1::ListVillageAcceptancesResponse>(
      kListVillageAcceptances, with(HandleListVillageAcceptances));
}

}  // namespace cobuild::registry
