#include "services/cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace cobuild::cli {
namespace {

constexpr size_t kLineColumns = 96;
constexpr size_t kIndentColumns = 16;

constexpr std::string_view kHead = R"(结对共建 / Cobuild: the programme's records and figures

  cobuild NOUN VERB [ARGUMENTS] [OPTIONS]
  cobuild NOUN --help          what it can do
  cobuild NOUN VERB --help     what it takes

)";

constexpr std::string_view kTail = R"(
Examples
  cobuild health
  cobuild report programme --lang zh
  cobuild village list --perimeter jiangxia-programme --format xlsx --output villages.xlsx
  cobuild income correct 420115010201 2011 subsidy-income 49000.00 --reason "mistyped" --dry-run

Options of every command
  --format table|json|csv|xlsx   table for people, json for programs; xlsx for lists, with --output
  --output FILE                  the file of --format xlsx
  --lang zh|en                   of the titles of columns; default from LANG
  --progress                     how far long work is; default on a terminal
  --timeout SECONDS              of each call, 1 to 3600; default 30
  --registry, --finance, --assessment, --projects, --reconciliation HOST:PORT
  --ca, --cert, --key FILE       who certifies the services, and our own certificate

The last two lines come from COBUILD_REGISTRY, ..., COBUILD_CA, COBUILD_CERT, COBUILD_KEY as well;
COBUILD_TOKEN_FILE is where `cobuild login` keeps a person's token.
Exit codes: 0 done, 1 the answer is no, 2 wrong words or files, 10 + n refused with code n.
)";

// "registry" of "cobuild.registry.v1.VillageService/GetVillage".
std::string_view ServiceOf(const Command& command) {
  if (command.calls.empty()) return "";
  std::string_view call = command.calls.front();
  call.remove_prefix(std::min(call.find('.') + 1, call.size()));
  return call.substr(0, call.find('.'));
}

std::string WrappedLine(std::string_view title, const std::set<std::string>& words) {
  std::string text = fmt::format("{:<{}}", title, kIndentColumns);
  size_t used = kIndentColumns;
  for (const std::string& word : words) {
    if (used + word.size() > kLineColumns) {
      text.back() = '\n';
      text += std::string(kIndentColumns, ' ');
      used = kIndentColumns;
    }
    text += word + " ";
    used += word.size() + 1;
  }
  text.pop_back();
  return text + "\n";
}

}  // namespace

std::string Overview(const std::vector<Command>& commands) {
  constexpr std::array<std::string_view, 5> services = {"registry", "projects", "finance",
                                                        "assessment", "reconciliation"};
  std::string text(kHead);
  std::set<std::string> others;
  for (const Command& command : commands) others.insert(command.noun);
  for (const std::string_view service : services) {
    std::set<std::string> nouns;
    for (const Command& command : commands) {
      if (ServiceOf(command) == service) nouns.insert(command.noun);
    }
    if (nouns.empty()) continue;
    for (const std::string& noun : nouns) others.erase(noun);
    text += WrappedLine(service, nouns);
  }
  if (!others.empty()) text += WrappedLine("all", others);
  return text + std::string(kTail);
}

std::string Footer(const Command& command) {
  const std::string example =
      command.example.empty() ? "" : fmt::format("Example\n  cobuild {}\n\n", command.example);
  return example + "Options of every command: cobuild --help";
}

}  // namespace cobuild::cli
