#pragma once

#include "common/rpc/router.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

// Adds cobuild.registry.v1.PerimeterService. `live` outlives the router.
void RegisterPerimeterService(rpc::Router& router, LiveRegistry& live);

}  // namespace cobuild::registry
