// cobuild.finance.v1.IncomeService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/engine/poster.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Changes go to the poster, reads to the reader, those of households to the records; all outlive
// the router.
void RegisterIncomeService(rpc::Router& router, Poster& poster, Reader& reader,
                           const LiveRecords& records);

}  // namespace cobuild::finance
