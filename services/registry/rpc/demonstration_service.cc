#include "services/registry/rpc/demonstration_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_demonstration.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Demonstration> HandleCreateDemonstration(
    LiveRegistry& live, rpc::Call& call, const v1::CreateDemonstrationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateDemonstrationCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Demonstration> demonstration,
                           CreateDemonstration(live, ChangeOf(call, request), command));
  return ToProto(demonstration);
}

absl::StatusOr<v1::Demonstration> HandleGetDemonstration(
    LiveRegistry& live, rpc::Call& call, const v1::GetDemonstrationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Demonstration>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Demonstration> demonstration,
                           GetDemonstration(live, query));
  return ToProto(demonstration);
}

absl::StatusOr<v1::ListDemonstrationsResponse> HandleListDemonstrations(
    LiveRegistry& live, rpc::Call& call, const v1::ListDemonstrationsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListDemonstrationsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Demonstration> page,
                           ListDemonstrations(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Demonstration> HandleUpdateDemonstration(
    LiveRegistry& live, rpc::Call& call, const v1::UpdateDemonstrationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateDemonstrationCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Demonstration> demonstration,
                           UpdateDemonstration(live, ChangeOf(call, request), command));
  return ToProto(demonstration);
}

absl::StatusOr<v1::Demonstration> HandleDeleteDemonstration(
    LiveRegistry& live, rpc::Call& call, const v1::DeleteDemonstrationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Demonstration>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Demonstration> demonstration,
                           DeleteDemonstration(live, ChangeOf(call, request), command));
  return ToProto(demonstration);
}

absl::StatusOr<v1::DemonstrationEvent> HandleRecordDemonstrationEvent(
    LiveRegistry& live, rpc::Call& call, const v1::RecordDemonstrationEventRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const RecordDemonstrationEventCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<DemonstrationEvent> event,
                           RecordDemonstrationEvent(live, ChangeOf(call, request), command));
  return ToProto(event);
}

absl::StatusOr<v1::DemonstrationEvent> HandleVoidDemonstrationEvent(
    LiveRegistry& live, rpc::Call& call, const v1::VoidDemonstrationEventRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<DemonstrationEvent>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<DemonstrationEvent> event,
                           VoidDemonstrationEvent(live, ChangeOf(call, request), command));
  return ToProto(event);
}

absl::StatusOr<v1::ListDemonstrationEventsResponse> HandleListDemonstrationEvents(
    LiveRegistry& live, rpc::Call& call, const v1::ListDemonstrationEventsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListDemonstrationEventsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<DemonstrationEvent> page,
                           ListDemonstrationEvents(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterDemonstrationService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateDemonstrationRequest, v1::Demonstration>(kCreateDemonstration,
                                                                  with(HandleCreateDemonstration));
  router.Unary<v1::GetDemonstrationRequest, v1::Demonstration>(kGetDemonstration,
                                                               with(HandleGetDemonstration));
  router.Unary<v1::ListDemonstrationsRequest, v1::ListDemonstrationsResponse>(
      kListDemonstrations, with(HandleListDemonstrations));
  router.Unary<v1::UpdateDemonstrationRequest, v1::Demonstration>(kUpdateDemonstration,
                                                                  with(HandleUpdateDemonstration));
  router.Unary<v1::DeleteDemonstrationRequest, v1::Demonstration>(kDeleteDemonstration,
                                                                  with(HandleDeleteDemonstration));
  router.Unary<v1::RecordDemonstrationEventRequest, v1::DemonstrationEvent>(
      kRecordDemonstrationEvent, with(HandleRecordDemonstrationEvent));
  router.Unary<v1::VoidDemonstrationEventRequest, v1::DemonstrationEvent>(
      kVoidDemonstrationEvent, with(HandleVoidDemonstrationEvent));
  router.Unary<v1::ListDemonstrationEventsRequest, v1::ListDemonstrationEventsResponse>(
      kListDemonstrationEvents, with(HandleListDemonstrationEvents));
}

}  // namespace cobuild::registry
