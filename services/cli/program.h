// The whole program, apart from where its words and environment come from.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "services/cli/environment.h"

namespace cobuild::cli {

// Runs the command that `words` name and returns the exit code. The answer goes to `out`, whatever
// a person should know beside it to `err`.
int RunProgram(const std::vector<std::string>& words, const Environment& environment,
               std::ostream& out, std::ostream& err);

}  // namespace cobuild::cli
