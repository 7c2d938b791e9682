// Which procedures there are, when one may be created, and which is in force.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// PROCEDURE_EXISTS (also for the default's id), PROCEDURE_DAY_TAKEN: another begins for the same
// prefix on the same day. `procedure` has passed CheckProcedure.
absl::StatusOr<Record<Procedure>> DecideCreateProcedure(const Projects& projects,
                                                        const std::string& id,
                                                        const Procedure& procedure);

// As known at `position`; the default too. Null when there is none.
const Record<Procedure>* FindProcedure(const Projects& projects, std::string_view id,
                                       int64_t position);

// The one that holds for a village on `day`, as known at `position`: the longest prefix wins, then
// the latest first day; the default where there is none.
const Record<Procedure>& ProcedureInForce(const Projects& projects, std::string_view village_code,
                                          const base::Date& day, int64_t position);

}  // namespace cobuild::projects
