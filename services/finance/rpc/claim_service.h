// cobuild.finance.v1.ReleaseService and ClaimService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

// Changes go to the intake, reads to the records; both outlive the router.
void RegisterReleaseService(rpc::Router& router, Intake& intake, const LiveRecords& records);
void RegisterClaimService(rpc::Router& router, Intake& intake, const LiveRecords& records);

}  // namespace cobuild::finance
