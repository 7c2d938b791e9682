#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr char kCommonOptions[] =
    "--format --output --lang --progress --timeout --registry --finance --assessment --projects "
    "--reconciliation --ca --cert --key --help";

// What bash's `case` tells apart, each with the words to offer.
using Cases = std::map<std::string, std::string>;

// What stands behind a word, by what stands before it.
struct Choices {
  std::string nouns;
  Cases options;        // of a command
  Cases values;         // of an option, after it
  Cases after_noun;     // "feed 2": verbs, or an argument of a command without one
  Cases after_command;  // "feed list 3": an argument
};

std::string Joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

void Add(const Command& command, Choices& choices) {
  const bool bare = command.verb.empty();
  const std::string words = fmt::format("{} {}", command.noun, command.verb);
  std::string& options =
      choices.options[bare ? fmt::format("\"{}\"*", words) : fmt::format("\"{}\"", words)];
  if (!bare) choices.after_noun[fmt::format("\"{} 2\"", command.noun)] += command.verb + " ";
  size_t place = bare ? 2 : 3;
  for (const Argument& argument : command.arguments) {
    const bool positional =
        argument.kind == Argument::Kind::kPositional || argument.kind == Argument::Kind::kRest;
    if (!positional) options += fmt::format("--{} ", argument.name);
    if (!argument.values.empty()) {
      Cases& cases = !positional ? choices.values
                     : bare      ? choices.after_noun
                                 : choices.after_command;
      const std::string key = !positional ? fmt::format("\"{} --{}\"", words, argument.name)
                              : bare      ? fmt::format("\"{} {}\"", command.noun, place)
                                          : fmt::format("\"{} {}\"", words, place);
      cases[key] = Joined(argument.values);
    }
    if (positional) ++place;
  }
}

Choices AllChoices() {
  Choices choices;
  std::set<std::string> nouns;
  for (const Command& command : AllCommands()) {
    nouns.insert(command.noun);
    Add(command, choices);
  }
  choices.nouns = Joined({nouns.begin(), nouns.end()});
  return choices;
}

std::string FormatCases(const Cases& cases) {
  std::string lines;
  for (const auto& [pattern, words] : cases) {
    lines += fmt::format("    {}) choices=\"{}\" ;;\n", pattern, words);
  }
  return lines;
}

// The first two words choose the command. Words that begin with - are its options; else comes the
// value of the option before, or what stands at this place; and files where nothing is known.
std::string BashScript() {
  const Choices choices = AllChoices();
  return fmt::format(R"(_cobuild() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
  local noun="${{COMP_WORDS[1]}}" choices=""
  local command="$noun ${{COMP_WORDS[2]}}"
  if [[ "$word" == -* ]]; then
    case "$command" in
{}    esac
    choices="$choices {}"
  elif [[ "$COMP_CWORD" == 1 ]]; then
    choices="{}"
  elif [[ "$before" == --format ]]; then
    choices="table json csv xlsx"
  elif [[ "$before" == --lang ]]; then
    choices="zh en"
  elif [[ "$before" == --* ]]; then
    case "$command $before" in
{}    esac
  else
    case "$noun $COMP_CWORD" in
{}    esac
    case "$command $COMP_CWORD" in
{}    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
}}
complete -o default -F _cobuild cobuild
)",
                     FormatCases(choices.options), kCommonOptions, choices.nouns,
                     FormatCases(choices.values), FormatCases(choices.after_noun),
                     FormatCases(choices.after_command));
}

// zsh runs bash's functions once it is told to.
constexpr char kZshPrologue[] =
    "autoload -U +X compinit && compinit\n"
    "autoload -U +X bashcompinit && bashcompinit\n";

absl::Status Completion(Arguments& arguments, Session& session) {
  const std::string shell = arguments.Has("SHELL") ? arguments.Text("SHELL") : "bash";
  if (shell != "bash" && shell != "zsh") return UsageError("SHELL is bash or zsh");
  session.out() << (shell == "zsh" ? kZshPrologue : "") << BashScript();
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> CompletionCommands() {
  Argument shell = OneOf({"bash", "zsh"}, Positional("SHELL", "bash (default) or zsh"));
  shell.required = false;
  return {{.noun = "completion",
           .verb = "",
           .description = "teaches a shell the words: source <(cobuild completion)",
           .arguments = {shell},
           .run = Completion,
           .example = "completion zsh"}};
}

}  // namespace cobuild::cli
