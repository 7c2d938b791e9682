// cobuild.finance.v1.FundService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/engine/poster.h"

namespace cobuild::finance {

// Changes go to the poster, reads to the records; both outlive the router.
void RegisterFundService(rpc::Router& router, Poster& poster, const LiveRecords& records);

}  // namespace cobuild::finance
