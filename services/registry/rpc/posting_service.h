// PostingService, one line an RPC.
#pragma once

#include "common/rpc/router.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

// `live` outlives the router's server.
void RegisterPostingService(rpc::Router& router, LiveRegistry& live);

}  // namespace cobuild::registry
