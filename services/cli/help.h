// What the program says about itself.
#pragma once

#include <string>
#include <vector>

#include "services/cli/command.h"

namespace cobuild::cli {

// Everything at a glance: the nouns by service, examples, the options of every command, and exit
// codes.
std::string Overview(const std::vector<Command>& commands);

// Below the arguments of one command: what one may type, and where the rest is told.
std::string Footer(const Command& command);

}  // namespace cobuild::cli
