#pragma once

#include "common/rpc/router.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

// Adds cobuild.registry.v1.DivisionService. `live` outlives the router.
void RegisterDivisionService(rpc::Router& router, LiveRegistry& live);

}  // namespace cobuild::registry
