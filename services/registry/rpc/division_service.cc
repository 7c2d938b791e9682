#include "services/registry/rpc/division_service.h"

#include <functional>
#include <vector>

#include "common/base/status_macros.h"
#include "services/registry/app/import_divisions.h"
#include "services/registry/app/read_divisions.h"
#include "services/registry/rpc/convert_division.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/read_import.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Division> HandleGetDivision(LiveRegistry& live, rpc::Call& call,
                                               const v1::GetDivisionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const GetDivisionQuery query, FromProto(request, call.received()));
  COBUILD_ASSIGN_OR_RETURN(const Division division, GetDivision(live, query));
  return ToProto(division);
}

absl::StatusOr<v1::ListDivisionsResponse> HandleListDivisions(
    LiveRegistry& live, rpc::Call& call, const v1::ListDivisionsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListDivisionsQuery query, FromProto(request, call.received()));
  COBUILD_ASSIGN_OR_RETURN(const DivisionPage page, ListDivisions(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::SearchDivisionsResponse> HandleSearchDivisions(
    LiveRegistry& live, rpc::Call& call, const v1::SearchDivisionsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SearchDivisionsQuery query, FromProto(request, call.received()));
  return ToProto(SearchDivisions(live, query), request);
}

absl::StatusOr<v1::ImportDivisionsResponse> HandleImportDivisions(
    LiveRegistry& live, rpc::Call& call, rpc::StreamReader<v1::ImportDivisionsRequest>& reader) {
  COBUILD_ASSIGN_OR_RETURN(const v1::ImportHeader header, ReadImportHeader(reader));
  COBUILD_ASSIGN_OR_RETURN(const ImportHeader converted, FromProto(header));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<ImportRow> rows, ReadImportRows(reader));
  COBUILD_ASSIGN_OR_RETURN(const ImportReport report,
                           ImportDivisions(live, ChangeOf(call, header), converted, rows));
  return ToProto(report);
}

}  // namespace

void RegisterDivisionService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::GetDivisionRequest, v1::Division>(kGetDivision, with(HandleGetDivision));
  router.Unary<v1::ListDivisionsRequest, v1::ListDivisionsResponse>(kListDivisions,
                                                                    with(HandleListDivisions));
  router.Unary<v1::SearchDivisionsRequest, v1::SearchDivisionsResponse>(
      kSearchDivisions, with(HandleSearchDivisions));
  router.ClientStream<v1::ImportDivisionsRequest, v1::ImportDivisionsResponse>(
      kImportDivisions, with(HandleImportDivisions));
}

}  // namespace cobuild::registry
