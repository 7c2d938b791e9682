// Serves cobuild.audit.v1.AuditService over a service's trails.
#pragma once

#include "common/audit/trail.h"
#include "common/rpc/router.h"

namespace cobuild::audit {

// The trails outlive the router.
void RegisterAuditService(rpc::Router& router, const Trails& trails);

}  // namespace cobuild::audit
