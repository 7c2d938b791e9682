#include "services/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CommandLine : public testing::Test {
 protected:
  // The invocation; fails the test when the words are refused.
  Invocation Parse(const std::vector<std::string>& words) {
    auto parsed = ParseCommandLine(commands_, words, environment_, out_, err_);
    if (const auto* invocation = std::get_if<Invocation>(&parsed)) return *invocation;
    ADD_FAILURE() << err_.str();
    return {};
  }

  int ExitCode(const std::vector<std::string>& words) {
    const auto parsed = ParseCommandLine(commands_, words, environment_, out_, err_);
    const int* exit_code = std::get_if<int>(&parsed);
    return exit_code == nullptr ? -1 : *exit_code;
  }

  // What `cobuild completion` answers to what it was given; its script is then in out_.
  absl::Status Complete(const Arguments::Given& given) {
    const Command* const command = Parse({"completion"}).command;
    if (command == nullptr) return absl::InternalError("the words are refused");
    Connections connections({});
    Session session({}, connections, out_, err_);
    Arguments arguments(given);
    return command->run(arguments, session);
  }

  const std::vector<Command> commands_ = AllCommands();
  Environment environment_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandLine, PositionalsAndOptions_AreGivenByName) {
  const Invocation invocation = Parse({"income", "correct", "420115010201", "2011",
                                       "subsidy-income", "49000", "--reason", "mistyped"});
  EXPECT_EQ(invocation.command->verb, "correct");
  EXPECT_THAT(invocation.given.at("VILLAGE"), ElementsAre("420115010201"));
  EXPECT_THAT(invocation.given.at("AMOUNT"), ElementsAre("49000"));
  EXPECT_THAT(invocation.given.at("reason"), ElementsAre("mistyped"));
  EXPECT_FALSE(invocation.given.contains("dry-run"));
}

TEST_F(CommandLine, Flag_IsGivenWhenSet) {
  EXPECT_TRUE(
      Parse({"ledger", "create", "a", "--name", "b", "--dry-run"}).given.contains("dry-run"));
}

TEST_F(CommandLine, ListOption_TakesOneValueEachTime) {
  const Invocation invocation = Parse({"perimeter", "create", "--include", "420115002", "jinkou",
                                       "--include", "420115405", "--name", "x", "--basis", "y"});
  EXPECT_THAT(invocation.given.at("include"), ElementsAre("420115002", "420115405"));
  EXPECT_THAT(invocation.given.at("ID"), ElementsAre("jinkou"));
}

TEST_F(CommandLine, CommonOptions_MayStandBeforeOrAfterTheCommand) {
  EXPECT_EQ(Parse({"report", "programme", "--format", "json"}).options.format, Format::kJson);
  EXPECT_EQ(Parse({"--format", "csv", "report", "programme"}).options.format, Format::kCsv);
  EXPECT_EQ(Parse({"health", "--timeout", "5"}).options.timeout, std::chrono::seconds(5));
  EXPECT_EQ(Parse({"health"}).options.timeout, std::nullopt);
}

TEST_F(CommandLine, Flags_WinOverTheEnvironment) {
  environment_.connections.addresses[0] = "a:1";
  environment_.connections.addresses[1] = "b:2";
  environment_.connections.tls.key = "key.pem";
  const Invocation invocation = Parse({"health", "--registry", "c:3"});
  EXPECT_EQ(invocation.settings.addresses[0], "c:3");
  EXPECT_EQ(invocation.settings.addresses[1], "b:2");
  EXPECT_EQ(invocation.settings.tls.key, "key.pem");
}

TEST_F(CommandLine, WrongWords_LeaveWithUsage) {
  EXPECT_EQ(ExitCode({}), kExitUsage);
  EXPECT_EQ(ExitCode({"nonsense"}), kExitUsage);
  EXPECT_EQ(ExitCode({"division"}), kExitUsage);
  EXPECT_EQ(ExitCode({"division", "get"}), kExitUsage);
  EXPECT_EQ(ExitCode({"division", "get", "1", "2"}), kExitUsage);
  EXPECT_EQ(ExitCode({"division", "get", "1", "--nonsense", "2"}), kExitUsage);
  EXPECT_EQ(ExitCode({"category", "open", "1", "HOLLOW_ECONOMY", "--basis", "x"}), kExitUsage);
  EXPECT_EQ(ExitCode({"health", "--format", "xml"}), kExitUsage);
  EXPECT_EQ(ExitCode({"health", "--timeout", "0"}), kExitUsage);
  EXPECT_NE(err_.str(), "");
}

TEST_F(CommandLine, Workbook_IsForListsAndNeedsAFile) {
  EXPECT_EQ(ExitCode({"division", "get", "1", "--format", "xlsx", "--output", "x"}), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("for lists"));
  EXPECT_EQ(ExitCode({"verification", "accept", "--format", "xlsx", "--output", "x"}), kExitUsage);
  EXPECT_EQ(ExitCode({"division", "list", "--format", "xlsx"}), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("needs --output"));
  EXPECT_EQ(ExitCode({"division", "list", "--output", "x"}), kExitUsage);
  EXPECT_EQ(Parse({"division", "list", "--format", "xlsx", "--output", "x"}).options.output, "x");
}

TEST_F(CommandLine, Language_IsTheOneAskedForOrTheEnvironments) {
  environment_.language = Language::kChinese;
  EXPECT_EQ(Parse({"health"}).options.language, Language::kChinese);
  EXPECT_EQ(Parse({"health", "--lang", "en"}).options.language, Language::kEnglish);
  EXPECT_EQ(ExitCode({"health", "--lang", "fr"}), kExitUsage);
}

TEST_F(CommandLine, EveryColumn_HasAChineseTitle) {
  for (const Command& command : commands_) {
    for (const Column& column : command.columns) {
      EXPECT_TRUE(HasTranslation(column.title)) << command.noun << ": " << column.title;
    }
  }
}

TEST_F(CommandLine, HelpAndVersion_LeaveWithZero) {
  EXPECT_EQ(ExitCode({"--help"}), kExitOk);
  EXPECT_EQ(ExitCode({"income", "correct", "--help"}), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("--reason"));
  EXPECT_THAT(out_.str(), HasSubstr("Example\n  cobuild income correct 420115010201 2011"));
  EXPECT_EQ(ExitCode({"--version"}), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("cobuild 0."));
}

// Asks bash itself what it would offer for the last word.
std::string Offered(const std::string& script, const std::string& words, int at) {
  const std::string path = testing::TempDir() + "cobuild_completion.bash";
  std::ofstream(path) << script << "COMP_WORDS=(" << words << "); COMP_CWORD=" << at
                      << "; _cobuild; echo \"${COMPREPLY[@]}\"\n";
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(("bash " + path).c_str(), "r"), close);
  std::array<char, 4096> offered{};
  return fgets(offered.data(), offered.size(), pipe.get()) == nullptr ? "" : offered.data();
}

TEST_F(CommandLine, Completion_OffersNounsVerbsAndOptions) {
  ASSERT_TRUE(Complete({}).ok());
  EXPECT_EQ(Offered(out_.str(), "cobuild perim", 1), "perimeter\n");
  EXPECT_EQ(Offered(out_.str(), "cobuild income co", 2), "correct\n");
  EXPECT_EQ(Offered(out_.str(), "cobuild income correct --rea", 3), "--reason\n");
  EXPECT_EQ(Offered(out_.str(), "cobuild health --form", 2), "--format\n");
  EXPECT_EQ(Offered(out_.str(), "cobuild pairing create p --end", 4), "--end-date\n");
}

TEST_F(CommandLine, Completion_OffersTheValuesThatAnOptionOrAPlaceMayHave) {
  ASSERT_TRUE(Complete({}).ok());
  const std::string script = out_.str();
  EXPECT_EQ(Offered(script, "cobuild health --format x", 3), "xlsx\n");
  EXPECT_EQ(Offered(script, "cobuild division list --level T", 4), "TOWNSHIP\n");
  EXPECT_EQ(Offered(script, "cobuild pairing create p --data-origin E", 5), "EXAMPLE\n");
  EXPECT_EQ(Offered(script, "cobuild feed list fin", 3), "finance\n");
  EXPECT_EQ(Offered(script, "cobuild category open 1 HOL", 4), "HOLLOW_ECONOMY\n");
  EXPECT_EQ(Offered(script, "cobuild completion z", 2), "zsh\n");
  // A file may stand here: bash looks for one itself.
  EXPECT_EQ(Offered(script, "cobuild division import x", 3), "\n");
  EXPECT_EQ(Offered(script, "cobuild health --ca x", 3), "\n");
  EXPECT_EQ(Offered(script, "cobuild reconcile verify --FI", 3), "\n");
  EXPECT_EQ(Offered(script, "cobuild reconcile run --mode F", 4), "FULL\n");
}

TEST_F(CommandLine, Completion_OfZshIsBashsAfterItsPrologue) {
  for (const char* shell : {"bash", "zsh"}) ASSERT_TRUE(Complete({{"SHELL", {shell}}}).ok());
  EXPECT_THAT(out_.str(), HasSubstr("autoload -U +X bashcompinit && bashcompinit\n_cobuild()"));
  EXPECT_EQ(ExitCodeOf(Complete({{"SHELL", {"fish"}}})), kExitUsage);
}

TEST_F(CommandLine, DryRun_WhereNothingIsChanged_IsRefusedWithTheReason) {
  EXPECT_EQ(ExitCode({"division", "get", "1", "--dry-run"}), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("changes nothing"));
}

TEST_F(CommandLine, DryRun_OfAChangeThatCannotBeCheckedOnly_IsRefusedWithTheReason) {
  const std::vector<Command> commands = {
      {"thing", "do", "does it", RequestId(), nullptr, {}, {}, "thing do"}};
  const auto parsed =
      ParseCommandLine(commands, {"thing", "do", "--dry-run"}, environment_, out_, err_);
  EXPECT_EQ(std::get<int>(parsed), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("cannot check this without doing it"));
}

std::vector<std::string> Split(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Without addresses a command gets as far as its arguments and files are right.
TEST_F(CommandLine, EveryExample_IsOfItsCommandAndRightUpToTheService) {
  for (const Command& command : commands_) {
    const auto parsed =
        ParseCommandLine({command}, Split(command.example), environment_, out_, err_);
    const auto* invocation = std::get_if<Invocation>(&parsed);
    ASSERT_NE(invocation, nullptr) << command.noun << " " << command.verb << ": " << err_.str();
    Connections connections({});
    Session session(invocation->options, connections, out_, err_);
    Arguments arguments(invocation->given);
    const absl::Status status = command.run(arguments, session);
    if (status.ok()) continue;
    EXPECT_THAT(std::string(status.message()),
                testing::AnyOf(HasSubstr("not set: "), HasSubstr("cannot be opened")))
        << command.example;
  }
}

TEST_F(CommandLine, HelpBehindAnOption_ListsTheNounsToo) {
  EXPECT_EQ(ExitCode({"--lang", "zh", "--help"}), kExitOk);
  EXPECT_NE(out_.str().find("\n  village "), std::string::npos) << out_.str();
}

TEST_F(CommandLine, Overview_NamesEveryNounOnShortLines) {
  EXPECT_EQ(ExitCode({"--help"}), kExitOk);
  std::istringstream lines(out_.str());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 110U) << line;
  for (const Command& command : commands_) {
    EXPECT_THAT(out_.str(), testing::ContainsRegex("[ \n]" + command.noun + "[ \n]"));
  }
  EXPECT_EQ(ExitCode({}), kExitUsage);
  EXPECT_EQ(err_.str(), out_.str());
}

TEST_F(CommandLine, EveryCommand_HasADescriptionAndItsOwnWords) {
  std::set<std::string> words;
  for (const Command& command : commands_) {
    EXPECT_NE(command.description, "") << command.noun << " " << command.verb;
    EXPECT_TRUE(words.insert(command.noun + " " + command.verb).second);
    for (const Argument& argument : command.arguments) EXPECT_NE(argument.description, "");
  }
}

}  // namespace
}  // namespace cobuild::cli
