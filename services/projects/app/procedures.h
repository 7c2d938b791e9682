// The use cases of approval procedures, named as their RPCs.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

struct CreateProcedureCommand {
  std::string id;  // "" for one that is made up
  Procedure procedure;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateProcedure.
absl::StatusOr<Record<Procedure>> CreateProcedure(LiveProjects& live, ChangeRequest change,
                                                  const CreateProcedureCommand& command);

// PROCEDURE_NOT_FOUND. The default is found too.
absl::StatusOr<Record<Procedure>> GetProcedure(const LiveProjects& live,
                                               const records::GetQuery& query);

struct ListProceduresQuery {
  records::ListQuery list;
  std::string village_code;  // only the one in force for it; "" for all that were created
  base::Date as_of;          // for the village
};

absl::StatusOr<records::Page<Procedure>> ListProcedures(const LiveProjects& live,
                                                        const ListProceduresQuery& query);

}  // namespace cobuild::projects
