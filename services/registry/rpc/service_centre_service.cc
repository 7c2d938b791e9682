#include "services/registry/rpc/service_centre_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_centre_work.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/convert_service_centre.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::ServiceCentre> HandleCreateServiceCentre(
    LiveRegistry& live, rpc::Call& call, const v1::CreateServiceCentreRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateServiceCentreCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<ServiceCentre> centre,
                           CreateServiceCentre(live, ChangeOf(call, request), command));
  return ToProto(centre);
}

absl::StatusOr<v1::ServiceCentre> HandleGetServiceCentre(
    LiveRegistry& live, rpc::Call& call, const v1::GetServiceCentreRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<ServiceCentre>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<ServiceCentre> centre, GetServiceCentre(live, query));
  return ToProto(centre);
}

absl::StatusOr<v1::ListServiceCentresResponse> HandleListServiceCentres(
    LiveRegistry& live, rpc::Call& call, const v1::ListServiceCentresRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListServiceCentresQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<ServiceCentre> page,
                           ListServiceCentres(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::ServiceCentre> HandleUpdateServiceCentre(
    LiveRegistry& live, rpc::Call& call, const v1::UpdateServiceCentreRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateServiceCentreCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<ServiceCentre> centre,
                           UpdateServiceCentre(live, ChangeOf(call, request), command));
  return ToProto(centre);
}

absl::StatusOr<v1::ServiceCentre> HandleDeleteServiceCentre(
    LiveRegistry& live, rpc::Call& call, const v1::DeleteServiceCentreRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<ServiceCentre>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<ServiceCentre> centre,
                           DeleteServiceCentre(live, ChangeOf(call, request), command));
  return ToProto(centre);
}

absl::StatusOr<v1::SummarizeServiceCentresResponse> HandleSummarizeServiceCentres(
    LiveRegistry& live, rpc::Call& call, const v1::SummarizeServiceCentresRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SummarizeServiceCentresQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const CentreSummary summary, SummarizeServiceCentres(live, query));
  return ToProto(summary);
}

absl::StatusOr<v1::CentreWork> HandleRecordCentreWork(LiveRegistry& live, rpc::Call& call,
                                                      const v1::RecordCentreWorkRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const RecordCentreWorkCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<CentreWork> work,
                           RecordCentreWork(live, ChangeOf(call, request), command));
  return ToProto(work);
}

absl::StatusOr<v1::CentreWork> HandleCorrectCentreWork(
    LiveRegistry& live, rpc::Call& call, const v1::CorrectCentreWorkRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CorrectCentreWorkCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<CentreWork> work,
                           CorrectCentreWork(live, ChangeOf(call, request), command));
  return ToProto(work);
}

absl::StatusOr<v1::CentreWork> HandleVoidCentreWork(LiveRegistry& live, rpc::Call& call,
                                                    const v1::VoidCentreWorkRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<CentreWork>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<CentreWork> work,
                           VoidCentreWork(live, ChangeOf(call, request), command));
  return ToProto(work);
}

absl::StatusOr<v1::ListCentreWorksResponse> HandleListCentreWorks(
    LiveRegistry& live, rpc::Call& call, const v1::ListCentreWorksRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListCentreWorksQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<CentreWork> page, ListCentreWorks(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::SummarizeCentreWorksResponse> HandleSummarizeCentreWorks(
    LiveRegistry& live, rpc::Call& call, const v1::SummarizeCentreWorksRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SummarizeCentreWorksQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const WorkSummary summary, SummarizeCentreWorks(live, query));
  return ToProto(summary);
}

}  // namespace

void RegisterServiceCentreService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateServiceCentreRequest, v1::ServiceCentre>(kCreateServiceCentre,
                                                                  with(HandleCreateServiceCentre));
  router.Unary<v1::GetServiceCentreRequest, v1::ServiceCentre>(kGetServiceCentre,
                                                               with(HandleGetServiceCentre));
  router.Unary<v1::ListServiceCentresRequest, v1::ListServiceCentresResponse>(
      kListServiceCentres, with(HandleListServiceCentres));
  router.Unary<v1::UpdateServiceCentreRequest, v1::ServiceCentre>(kUpdateServiceCentre,
                                                                  with(HandleUpdateServiceCentre));
  router.Unary<v1::DeleteServiceCentreRequest, v1::ServiceCentre>(kDeleteServiceCentre,
                                                                  with(HandleDeleteServiceCentre));
  router.Unary<v1::SummarizeServiceCentresRequest, v1::SummarizeServiceCentresResponse>(
      kSummarizeServiceCentres, with(HandleSummarizeServiceCentres));
  router.Unary<v1::RecordCentreWorkRequest, v1::CentreWork>(kRecordCentreWork,
                                                            with(HandleRecordCentreWork));
  router.Unary<v1::CorrectCentreWorkRequest, v1::CentreWork>(kCorrectCentreWork,
                                                             with(HandleCorrectCentreWork));
  router.Unary<v1::VoidCentreWorkRequest, v1::CentreWork>(kVoidCentreWork,
                                                          with(HandleVoidCentreWork));
  router.Unary<v1::ListCentreWorksRequest, v1::ListCentreWorksResponse>(
      kListCentreWorks, with(HandleListCentreWorks));
  router.Unary<v1::SummarizeCentreWorksRequest, v1::SummarizeCentreWorksResponse>(
      kSummarizeCentreWorks, with(HandleSummarizeCentreWorks));
}

}  // namespace cobuild::registry
