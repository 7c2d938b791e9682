#include "services/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <utility>

#include "services/cli/failure.h"
#include "services/cli/help.h"

namespace cobuild::cli {
namespace {

constexpr int kMaxTimeoutSeconds = 3600;
constexpr char kDryRun[] = "dry-run";
constexpr int kMaxRest = 100'000;  // words

// A command with what the library knows of it.
struct Leaf {
  const Command* command;
  CLI::App* app;
  std::map<std::string, CLI::Option*> options;  // by Argument::name
  const CLI::Option* refused_dry_run = nullptr;
};

CLI::Option* AddArgument(CLI::App& app, const Argument& argument) {
  const bool rest = argument.kind == Argument::Kind::kRest;
  const bool positional = rest || argument.kind == Argument::Kind::kPositional;
  const std::string name = positional ? argument.name : "--" + argument.name;
  if (argument.kind == Argument::Kind::kFlag)
    return app.add_flag(name)->description(argument.description);
  CLI::Option* option = app.add_option(name, CLI::callback_t{}, argument.description);
  if (argument.kind == Argument::Kind::kList) {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  if (rest) {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    option->expected(0, kMaxRest)->allow_extra_args();
  }
  return option->required(argument.required);
}

// Of each noun, made with its first verb.
using Nouns = std::map<std::string, CLI::App*>;

CLI::App* FindOrAdd(CLI::App& app, Nouns& nouns, const std::string& noun) {
  CLI::App*& found = nouns[noun];
  if (found == nullptr) {
    found = app.add_subcommand(noun);
    found->require_subcommand(1);
    found->fallthrough();
    found->footer("Arguments of each: cobuild " + noun + " VERB --help");
  }
  return found;
}

Leaf AddCommand(CLI::App& app, Nouns& nouns, const Command& command) {
  CLI::App* at =
      command.verb.empty()
          ? app.add_subcommand(command.noun, command.description)
          : FindOrAdd(app, nouns, command.noun)->add_subcommand(command.verb, command.description);
  at->fallthrough();
  at->footer(Footer(command));
  Leaf leaf{&command, at, {}};
  for (const Argument& argument : command.arguments) {
    leaf.options[argument.name] = AddArgument(*at, argument);
  }
  // Every command knows it, so that it is refused with the reason; help hides it there.
  if (!leaf.options.contains(kDryRun)) leaf.refused_dry_run = at->add_flag("--dry-run")->group("");
  return leaf;
}

struct CommonOptions {
  std::string format = "table";
  std::string output;
  std::string language;  // empty: the environment's
  bool progress = false;
  int timeout_seconds = 0;
};

// Options of every command, before or after its words.
void AddCommonOptions(CLI::App& app, CommonOptions& common, ConnectionSettings& settings) {
  app.add_option("--format", common.format, "table (default), json, csv, or xlsx for lists")
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}));
  app.add_option("--output", common.output, "the file of --format xlsx");
  app.add_option("--lang", common.language, "of titles, zh or en; default from LANG")
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--progress", common.progress, "how far long work is; default on a terminal");
  app.add_option("--timeout", common.timeout_seconds, "seconds that each call may take; default 30")
      ->check(CLI::Range(1, kMaxTimeoutSeconds));
  app.add_option("--registry", settings.addresses[0], "host:port; default COBUILD_REGISTRY");
  app.add_option("--finance", settings.addresses[1], "host:port; default COBUILD_FINANCE");
  app.add_option("--assessment", settings.addresses[2], "host:port; default COBUILD_ASSESSMENT");
  app.add_option("--projects", settings.addresses[3], "host:port; default COBUILD_PROJECTS");
  app.add_option("--reconciliation", settings.addresses[4],
                 "host:port; default COBUILD_RECONCILIATION");
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
  if (name == "xlsx") return Format::kXlsx;
  return name == "csv" ? Format::kCsv : Format::kTable;
}

Session::Options SessionOptions(const CommonOptions& common, const Command& command,
                                const Environment& environment) {
  Session::Options options;
  options.shows_progress = common.progress || environment.notes_on_terminal;
  options.rewrites_progress = environment.notes_on_terminal;
  options.format = FormatNamed(common.format);
  options.columns = command.columns;
  options.output = common.output;
  options.language = environment.language;
  if (!common.language.empty()) {
    options.language = common.language == "zh" ? Language::kChinese : Language::kEnglish;
  }
  if (common.timeout_seconds > 0) options.timeout = std::chrono::seconds(common.timeout_seconds);
  return options;
}

// A workbook is a list in a file; that no file can be written must not be found after a change.
absl::Status CheckWorkbook(const Session::Options& options, const Command& command) {
  if (options.format != Format::kXlsx) {
    if (options.output.empty()) return absl::OkStatus();
    return UsageError("--output is the file of --format xlsx; the other formats go to stdout");
  }
  const bool changes =
      std::ranges::find(command.arguments, "dry-run", &Argument::name) != command.arguments.end();
  if (command.columns.empty() || changes) {
    return UsageError("--format xlsx is for lists and reports");
  }
  if (options.output.empty()) return UsageError("--format xlsx needs --output FILE");
  return absl::OkStatus();
}

absl::Status CheckDryRun(const Leaf& leaf) {
  if (leaf.refused_dry_run == nullptr || leaf.refused_dry_run->count() == 0) {
    return absl::OkStatus();
  }
  const bool changes = leaf.options.contains("request-id");
  return UsageError(changes ? "--dry-run: the service cannot check this without doing it"
                            : "--dry-run: this command changes nothing");
}

// Of the nouns among the words; without one all, which help then lists. Making hundreds of commands
// takes longer than most of them do.
std::vector<const Command*> Meant(const std::vector<Command>& commands,
                                  const std::vector<std::string>& words) {
  std::vector<const Command*> meant;
  std::vector<const Command*> all;
  for (const Command& command : commands) {
    all.push_back(&command);
    if (std::ranges::find(words, command.noun) != words.end()) meant.push_back(&command);
  }
  return meant.empty() ? all : meant;
}

}  // namespace

std::variant<Invocation, int> ParseCommandLine(const std::vector<Command>& commands,
                                               const std::vector<std::string>& words,
                                               const Environment& environment, std::ostream& out,
                                               std::ostream& err) {
  CLI::App app("结对共建 / Cobuild: the programme's records and figures", "cobuild");
  app.require_subcommand(1);
  // Some 50 nouns are read more easily by service than one below the other.
  if (words.empty()) {
    err << Overview(commands);
    return kExitUsage;
  }
  if (words.size() == 1 && (words.front() == "--help" || words.front() == "-h")) {
    out << Overview(commands);
    return kExitOk;
  }
  app.set_version_flag("--version", "cobuild " COBUILD_VERSION);
  Invocation invocation{nullptr, {}, {}, environment.connections};
  CommonOptions common;
  AddCommonOptions(app, common, invocation.settings);
  Nouns nouns;
  std::vector<Leaf> leaves;
  for (const Command* command : Meant(commands, words)) {
    leaves.push_back(AddCommand(app, nouns, *command));
  }
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
  invocation.options = SessionOptions(common, *chosen->command, environment);
  absl::Status status = CheckWorkbook(invocation.options, *chosen->command);
  if (status.ok()) status = CheckDryRun(*chosen);
  if (!status.ok()) {
    PrintFailure(err, status);
    return kExitUsage;
  }
  return invocation;
}

}  // namespace cobuild::cli
