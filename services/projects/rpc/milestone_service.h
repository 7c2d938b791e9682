#pragma once

#include "common/rpc/router.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// Adds cobuild.projects.v1.MilestoneService. `live` outlives the router.
void RegisterMilestoneService(rpc::Router& router, LiveProjects& live);

}  // namespace cobuild::projects
