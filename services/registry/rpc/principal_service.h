// PrincipalService, one line an RPC.
#pragma once

#include "common/rpc/router.h"
#include "services/registry/app/principals.h"

namespace cobuild::registry {

// `principals` outlive the router's server.
void RegisterPrincipalService(rpc::Router& router, Principals& principals);

}  // namespace cobuild::registry
