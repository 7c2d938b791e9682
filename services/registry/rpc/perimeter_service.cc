#include "services/registry/rpc/perimeter_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_perimeter.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Perimeter> HandleCreatePerimeter(LiveRegistry& live, rpc::Call& call,
                                                    const v1::CreatePerimeterRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreatePerimeterCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Perimeter> perimeter,
                           CreatePerimeter(live, ChangeOf(call, request), command));
  return ToProto(perimeter);
}

absl::StatusOr<v1::Perimeter> HandleGetPerimeter(LiveRegistry& live, rpc::Call& call,
                                                 const v1::GetPerimeterRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Perimeter>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Perimeter> perimeter, GetPerimeter(live, query));
  return ToProto(perimeter);
}

absl::StatusOr<v1::ListPerimetersResponse> HandleListPerimeters(
    LiveRegistry& live, rpc::Call& call, const v1::ListPerimetersRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Perimeter> page, ListPerimeters(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Perimeter> HandleUpdatePerimeter(LiveRegistry& live, rpc::Call& call,
                                                    const v1::UpdatePerimeterRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdatePerimeterCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Perimeter> perimeter,
                           UpdatePerimeter(live, ChangeOf(call, request), command));
  return ToProto(perimeter);
}

absl::StatusOr<v1::ListPerimeterVillagesResponse> HandleListPerimeterVillages(
    LiveRegistry& live, rpc::Call& call, const v1::ListPerimeterVillagesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListVillagesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const VillagePage page, ListVillages(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterPerimeterService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreatePerimeterRequest, v1::Perimeter>(kCreatePerimeter,
                                                          with(HandleCreatePerimeter));
  router.Unary<v1::GetPerimeterRequest, v1::Perimeter>(kGetPerimeter, with(HandleGetPerimeter));
  router.Unary<v1::ListPerimetersRequest, v1::ListPerimetersResponse>(kListPerimeters,
                                                                      with(HandleListPerimeters));
  router.Unary<v1::UpdatePerimeterRequest, v1::Perimeter>(kUpdatePerimeter,
                                                          with(HandleUpdatePerimeter));
  router.Unary<v1::ListPerimeterVillagesRequest, v1::ListPerimeterVillagesResponse>(
      kListPerimeterVillages, with(HandleListPerimeterVillages));
}

}  // namespace cobuild::registry
