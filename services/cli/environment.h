// What a process is told beside its words.
#pragma once

#include "services/cli/connection.h"
#include "services/cli/output/titles.h"

namespace cobuild::cli {

struct Environment {
  ConnectionSettings connections;
  Language language = Language::kEnglish;
  bool notes_on_terminal = false;  // whether a person watches what goes to stderr
};

// SettingsFromEnvironment(), and the token's place: COBUILD_TOKEN_FILE (empty: none), else
// $XDG_CONFIG_HOME/cobuild/token or ~/.config/cobuild/token; the language of LC_ALL, LC_MESSAGES or
// LANG, the first that is set: Chinese for "zh", English for every other; whether stderr is a
// terminal.
Environment EnvironmentOfProcess();

}  // namespace cobuild::cli
