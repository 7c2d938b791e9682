// Which rows a snapshot of the registry holds.
#pragma once

#include <cstdint>

#include "services/registry/domain/registry.h"
#include "services/registry/domain/rows.h"

namespace cobuild::registry {

// Takes away the rows that a later one has replaced by `position`: a version of a division by one
// of the same day, an episode or a record by a later state. All of `rows` were recorded by then.
void KeepStanding(const Registry& registry, int64_t position, Rows& rows);

}  // namespace cobuild::registry
