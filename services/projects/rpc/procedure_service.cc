#include "services/projects/rpc/procedure_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/projects/rpc/convert_procedure.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/methods.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Procedure> HandleCreateProcedure(LiveProjects& live, rpc::Call& call,
                                                    const v1::CreateProcedureRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateProcedureCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Procedure> procedure,
                           CreateProcedure(live, ChangeOf(call, request), command));
  return ToProto(procedure);
}

absl::StatusOr<v1::Procedure> HandleGetProcedure(LiveProjects& live, rpc::Call& call,
                                                 const v1::GetProcedureRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Procedure>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Procedure> procedure, GetProcedure(live, query));
  return ToProto(procedure);
}

absl::StatusOr<v1::ListProceduresResponse> HandleListProcedures(
    LiveProjects& live, rpc::Call& call, const v1::ListProceduresRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListProceduresQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Procedure> page, ListProcedures(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterProcedureService(rpc::Router& router, LiveProjects& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateProcedureRequest, v1::Procedure>(kCreateProcedure,
                                                          with(HandleCreateProcedure));
  router.Unary<v1::GetProcedureRequest, v1::Procedure>(kGetProcedure, with(HandleGetProcedure));
  router.Unary<v1::ListProceduresRequest, v1::ListProceduresResponse>(kListProcedures,
                                                                      with(HandleListProcedures));
}

}  // namespace cobuild::projects
