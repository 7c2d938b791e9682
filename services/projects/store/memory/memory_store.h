// A store that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include "common/records/memory_store.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

using MemoryStore = records::MemoryStore<AnyFacts>;

}  // namespace cobuild::projects
