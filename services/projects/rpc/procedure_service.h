#pragma once

#include "common/rpc/router.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// Adds cobuild.projects.v1.ProcedureService. `live` outlives the router.
void RegisterProcedureService(rpc::Router& router, LiveProjects& live);

}  // namespace cobuild::projects
