// Which rows of an edition may be recorded, and which of them say something new.
#pragma once

#include <vector>

#include "services/registry/domain/import.h"
#include "services/registry/domain/registry.h"
#include "services/registry/domain/rows.h"

namespace cobuild::registry {

struct ImportDecision {
  ImportReport report;  // its position is the registry's
  Rows rows;            // to record, parents first; empty when any row was rejected
};

// Each row is checked by itself, then against the other rows and against what holds on the
// effective date; README.md lists the reasons in their order. A row that repeats its parent's code
// is accepted and not recorded, and so is one that equals what holds on the date.
ImportDecision DecideImport(const Registry& registry, const ImportHeader& header,
                            const std::vector<ImportRow>& rows);

}  // namespace cobuild::registry
