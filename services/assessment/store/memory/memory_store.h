// A store that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include "common/records/memory_store.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

using MemoryStore = records::MemoryStore<AnyFacts>;

}  // namespace cobuild::assessment
