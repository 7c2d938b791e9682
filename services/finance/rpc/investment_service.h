// cobuild.finance.v1.InvestmentService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Changes go to the intake, reads to the records and for lines to the reader; all outlive the
// router.
void RegisterInvestmentService(rpc::Router& router, Intake& intake, const LiveRecords& records,
                               Reader& reader);

}  // namespace cobuild::finance
