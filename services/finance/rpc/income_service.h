// cobuild.finance.v1.IncomeService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

// Changes go to the intake, reads to the books, those of households to the records; all, and what
// they refer to, outlive the router.
void RegisterIncomeService(rpc::Router& router, Intake& intake, const Books& books,
                           const LiveRecords& records);

}  // namespace cobuild::finance
