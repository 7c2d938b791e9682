// The registry in memory, kept up with the store: what every read is answered from and every rule
// decides on.
#pragma once

#include "common/records/live.h"
#include "services/registry/domain/registry.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

using records::ChangeRequest;
using LiveRegistry = records::Live<Registry, Store>;

}  // namespace cobuild::registry
