// PersonService, one line an RPC.
#pragma once

#include "common/rpc/router.h"
#include "services/registry/app/people.h"

namespace cobuild::registry {

// `people` outlives the router's server.
void RegisterPersonService(rpc::Router& router, People& people);

}  // namespace cobuild::registry
