// cobuild.finance.v1.LedgerService.
#pragma once

#include "common/rpc/router.h"
#include "services/finance/engine/poster.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Changes go to the poster, reads to the reader; both outlive the router.
void RegisterLedgerService(rpc::Router& router, Poster& poster, Reader& reader);

}  // namespace cobuild::finance
