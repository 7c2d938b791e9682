#include "services/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <utility>

#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

constexpr int kMaxTimeoutSeconds = 3600;

// A command with what the library knows of it.
struct Leaf {
  const Command* command;
  CLI::App* app;
  std::map<std::string, CLI::Option*> options;  // by Argument::name
};

CLI::Option* AddArgument(CLI::App& app, const Argument& argument) {
  const bool positional = argument.kind == Argument::Kind::kPositional;
  const std::string name = positional ? argument.name : "--" + argument.name;
  if (argument.kind == Argument::Kind::kFlag)
    return app.add_flag(name)->description(argument.description);
  CLI::Option* option = app.add_option(name, CLI::callback_t{}, argument.description);
  if (argument.kind == Argument::Kind::kList) {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  return option->required(argument.required);
}

// Of each noun, made with its first verb.
using Nouns = std::map<std::string, CLI::App*>;

CLI::App* FindOrAdd(CLI::App& app, Nouns& nouns, const std::string& noun) {
  CLI::App*& found = nouns[noun];
  if (found == nullptr) {
    found = app.add_subcommand(noun, noun + " commands");
    found->require_subcommand(1);
    found->fallthrough();
  }
  return found;
}

Leaf AddCommand(CLI::App& app, Nouns& nouns, const Command& command) {
  CLI::App* at =
      command.verb.empty()
          ? app.add_subcommand(command.noun, command.description)
          : FindOrAdd(app, nouns, command.noun)->add_subcommand(command.verb, command.description);
  at->fallthrough();
  Leaf leaf{&command, at, {}};
  for (const Argument& argument : command.arguments) {
    leaf.options[argument.name] = AddArgument(*at, argument);
  }
  return leaf;
}

// Options of every command, before or after its words.
void AddCommonOptions(CLI::App& app, std::string& format, int& timeout_seconds,
                      ConnectionSettings& settings) {
  app.add_option("--format", format, "table (default), json or csv")
      ->check(CLI::IsMember({"table", "json", "csv"}));
  app.add_option("--timeout", timeout_seconds, "seconds that each call may take; default 30")
      ->check(CLI::Range(1, kMaxTimeoutSeconds));
  app.add_option("--registry", settings.addresses[0], "host:port; default COBUILD_REGISTRY");
  app.add_option("--finance", settings.addresses[1], "host:port; default COBUILD_FINANCE");
  app.add_option("--assessment", settings.addresses[2], "host:port; default COBUILD_ASSESSMENT");
  app.add_option("--projects", settings.addresses[3], "host:port; default COBUILD_PROJECTS");
  app.add_option("--ca", settings.tls.authorities,
                 "PEM file of the authority that the services' certificates are from; default "
                 "COBUILD_CA");
  app.add_option("--cert", settings.tls.certificate, "PEM file of our own; default COBUILD_CERT");
  app.add_option("--key", settings.tls.key, "PEM file of its key; default COBUILD_KEY");
}

Arguments::Given Collect(const Leaf& leaf) {
  Arguments::Given given;
  for (const auto& [name, option] : leaf.options) {
    if (option->count() > 0) given[name] = option->results();
  }
  return given;
}

Format FormatNamed(const std::string& name) {
  if (name == "json") return Format::kJson;
  return name == "csv" ? Format::kCsv : Format::kTable;
}

}  // namespace

std::variant<Invocation, int> ParseCommandLine(const std::vector<Command>& commands,
                                               const std::vector<std::string>& words,
                                               const ConnectionSettings& environment,
                                               std::ostream& out, std::ostream& err) {
  CLI::App app("结对共建 / Cobuild: the programme's records and figures", "cobuild");
  app.require_subcommand(1);
  app.set_version_flag("--version", "cobuild " COBUILD_VERSION);
  Invocation invocation{nullptr, {}, {}, environment};
  std::string format = "table";
  int timeout_seconds = 0;
  AddCommonOptions(app, format, timeout_seconds, invocation.settings);
  Nouns nouns;
  std::vector<Leaf> leaves;
  for (const Command& command : commands) leaves.push_back(AddCommand(app, nouns, command));
  try {
    // The library takes words from the end.
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kExitOk : kExitUsage;
  }
  const auto chosen =
      std::ranges::find_if(leaves, [](const Leaf& leaf) { return leaf.app->parsed(); });
  invocation.command = chosen->command;
  invocation.given = Collect(*chosen);
  invocation.options.format = FormatNamed(format);
  invocation.options.columns = chosen->command->columns;
  if (timeout_seconds > 0) invocation.options.timeout = std::chrono::seconds(timeout_seconds);
  return invocation;
}

}  // namespace cobuild::cli
