// Serves cobuild.audit.v1.AuditService over a service's trails.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/trail.h"
#include "common/rpc/router.h"
#include "common/scope/reach.h"

namespace cobuild::audit {

// The numbers, in order, of the changes after number `after`, at most `limit` (1 to
// kMaxRecordsRead) of them looked at, whose resource the reach sees. Thread-safe.
using ChangesWithin = std::function<absl::StatusOr<std::vector<int64_t>>(
    int64_t after, int limit, const scope::Reach& reach)>;

// `changes_within` says which changes a caller reads whose grants do not reach the whole tree. Of
// refusals it reads none: what was refused need not be there, or was kept from whoever asked for
// it. The trails, and what `changes_within` uses, outlive the router.
void RegisterAuditService(rpc::Router& router, const Trails& trails, ChangesWithin changes_within);

}  // namespace cobuild::audit
