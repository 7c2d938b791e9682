#include "services/registry/rpc/perimeter_service.h"

#include <functional>
#include <string>

#include "common/base/status_macros.h"
#include "services/registry/app/create_perimeter.h"
#include "services/registry/app/read_perimeters.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/rpc/convert_perimeter.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Perimeter> Create(LiveRegistry& live, rpc::Call& call,
                                     const v1::CreatePerimeterRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const Perimeter wanted, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Perimeter perimeter,
                           CreatePerimeter(live, ChangeOf(call, request), wanted));
  return ToProto(perimeter);
}

absl::StatusOr<v1::Perimeter> Get(LiveRegistry& live, rpc::Call&,
                                  const v1::GetPerimeterRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::string id, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Perimeter perimeter, GetPerimeter(live, id));
  return ToProto(perimeter);
}

absl::StatusOr<v1::ListPerimetersResponse> List(LiveRegistry& live, rpc::Call&,
                                                const v1::ListPerimetersRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const PageRange range, FromProto(request));
  return ToProto(ListPerimeters(live, range), request);
}

absl::StatusOr<v1::ListPerimeterVillagesResponse> ListVillagesOf(
    LiveRegistry& live, rpc::Call& call, const v1::ListPerimeterVillagesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListVillagesQuery query, FromProto(request, call.received()));
  COBUILD_ASSIGN_OR_RETURN(const VillagePage page, ListVillages(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterPerimeterService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreatePerimeterRequest, v1::Perimeter>(kCreatePerimeter, with(Create));
  router.Unary<v1::GetPerimeterRequest, v1::Perimeter>(kGetPerimeter, with(Get));
  router.Unary<v1::ListPerimetersRequest, v1::ListPerimetersResponse>(kListPerimeters, with(List));
  router.Unary<v1::ListPerimeterVillagesRequest, v1::ListPerimeterVillagesResponse>(
      kListPerimeterVillages, with(ListVillagesOf));
}

}  // namespace cobuild::registry
