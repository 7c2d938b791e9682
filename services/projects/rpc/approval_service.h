#pragma once

#include "common/rpc/router.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// Adds cobuild.projects.v1.ApprovalService. `live` outlives the router.
void RegisterApprovalService(rpc::Router& router, LiveProjects& live);

}  // namespace cobuild::projects
