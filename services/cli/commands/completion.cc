#include <fmt/format.h>

#include <map>
#include <string>

#include "services/cli/commands/nouns.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr char kCommonOptions[] =
    "--format --output --lang --progress --timeout --registry --finance --assessment --projects "
    "--ca --cert "
    "--key --help";

std::string OptionsOf(const Command& command) {
  std::string options = kCommonOptions;
  for (const Argument& argument : command.arguments) {
    if (argument.kind != Argument::Kind::kPositional) options += " --" + argument.name;
  }
  return options;
}

// For bash: the first two words choose the command, everything after them is one of its options or,
// by default, a file.
std::string BashScript() {
  std::map<std::string, std::string> verbs;
  std::string cases;
  for (const Command& command : AllCommands()) {
    verbs[command.noun] += " " + command.verb;
    cases += fmt::format("    \"{} {}\"*) choices=\"{}\" ;;\n", command.noun, command.verb,
                         OptionsOf(command));
  }
  std::string nouns;
  std::string noun_cases;
  for (const auto& [noun, of_noun] : verbs) {
    nouns += " " + noun;
    noun_cases += fmt::format("    {}) verbs=\"{}\" ;;\n", noun, of_noun);
  }
  return fmt::format(R"(_cobuild() {{
  local choices="" verbs=""
  case "${{COMP_WORDS[*]:1:2}}" in
{}  esac
  case "${{COMP_WORDS[1]}}" in
{}  esac
  [[ $COMP_CWORD == 1 ]] && choices="{}"
  [[ $COMP_CWORD == 2 && -n "${{verbs// }}" ]] && choices="$verbs"
  COMPREPLY=($(compgen -W "$choices" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _cobuild cobuild
)",
                     cases, noun_cases, nouns);
}

absl::Status Completion(Arguments&, Session& session) {
  session.out() << BashScript();
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> CompletionCommands() {
  return {{"completion", "", "completion for bash: source <(cobuild completion)", {}, Completion}};
}

}  // namespace cobuild::cli
