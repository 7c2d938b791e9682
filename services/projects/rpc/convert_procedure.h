// Procedures between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/procedure.pb.h"
#include "common/rpc/call.h"
#include "services/projects/app/procedures.h"

namespace cobuild::projects {

absl::StatusOr<CreateProcedureCommand> FromProto(const v1::CreateProcedureRequest& request);
absl::StatusOr<ListProceduresQuery> FromProto(const v1::ListProceduresRequest& request,
                                              const rpc::Call& call);

v1::ProcedureStep ToProto(const ProcedureStep& step);
v1::Procedure ToProto(const Record<Procedure>& procedure);
v1::ListProceduresResponse ToProto(const records::Page<Procedure>& page,
                                   const v1::ListProceduresRequest& request);

}  // namespace cobuild::projects
