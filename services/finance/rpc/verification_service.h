// cobuild.finance.v1.VerificationService.
#pragma once

#include <cstdint>

#include "common/rpc/router.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/engine/poster.h"

namespace cobuild::finance {

// Changes go to the poster, reads to the records; both outlive the router.
void RegisterVerificationService(rpc::Router& router, Poster& poster, const LiveRecords& records);

}  // namespace cobuild::finance
