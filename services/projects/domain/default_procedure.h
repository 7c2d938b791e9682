// The procedure that holds where none was created.
#pragma once

#include <string_view>

#include "common/records/record.h"
#include "services/projects/domain/procedure.h"

namespace cobuild::projects {

inline constexpr std::string_view kDefaultProcedureId = "default";

// Five steps (五步走). They are ours: the programme's report names the practice and not its steps.
// At position 0, for every village and from the first day that there is.
const records::Record<Procedure>& DefaultProcedure();

}  // namespace cobuild::projects
