#pragma once

#include "common/rpc/router.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/store/evidence_store.h"

namespace cobuild::projects {

// Adds cobuild.projects.v1.EvidenceService. `live` and `contents` outlive the router.
void RegisterEvidenceService(rpc::Router& router, LiveProjects& live, EvidenceStore& contents);

}  // namespace cobuild::projects
