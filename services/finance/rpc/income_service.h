// cobuild.finance.v1.IncomeService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/poster.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Changes go to the poster, reads to the reader; both outlive the router.
void RegisterIncomeService(rpc::Router& router, Poster& poster, Reader& reader);

}  // namespace cobuild::finance
