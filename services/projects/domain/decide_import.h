// What an import of projects stores, and what it reports.
#pragma once

#include <string>

#include "common/scope/reach.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// The good rows as new projects, then the report under `import_id`; nothing but the report when
// rows are rejected and the import is not partial, or when none is good. Whether the report is
// stored too is for the caller: only with projects.
//
// First fault of a row: OUT_OF_RANGE line, what its fields had by themselves, DUPLICATE project_id
// (an earlier row has it, good or not), OUT_OF_SCOPE project (the reach may not put it there),
// PROJECT_EXISTS.
Rows DecideImport(const Projects& projects, const scope::Reach& reach, const std::string& import_id,
                  const ImportCommand& command);

}  // namespace cobuild::projects
