// From words to the command that they name. The library that parses is known to the .cc file alone.
#pragma once

#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "services/cli/arguments.h"
#include "services/cli/command.h"
#include "services/cli/connection.h"
#include "services/cli/environment.h"
#include "services/cli/session.h"

namespace cobuild::cli {

struct Invocation {
  const Command* command;
  Arguments::Given given;
  Session::Options options;
  ConnectionSettings settings;
};

// `words` without the program's name. The invocation, or the exit code to leave with: help, version
// or what is wrong is printed by then. Flags win over `environment`. `commands` outlive the result.
std::variant<Invocation, int> ParseCommandLine(const std::vector<Command>& commands,
                                               const std::vector<std::string>& words,
                                               const Environment& environment, std::ostream& out,
                                               std::ostream& err);

}  // namespace cobuild::cli
