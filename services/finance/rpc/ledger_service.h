// cobuild.finance.v1.LedgerService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/engine/intake.h"

namespace cobuild::finance {

// Changes go to the intake, reads to the books; both, and what they refer to, outlive the router.
void RegisterLedgerService(rpc::Router& router, Intake& intake, const Books& books);

}  // namespace cobuild::finance
