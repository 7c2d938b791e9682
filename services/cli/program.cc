#include "services/cli/program.h"

#include <variant>

#include "services/cli/arguments.h"
#include "services/cli/command_line.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"

namespace cobuild::cli {

int RunProgram(const std::vector<std::string>& words, const Environment& environment,
               std::ostream& out, std::ostream& err) {
  const std::vector<Command> commands = AllCommands();
  const auto parsed = ParseCommandLine(commands, words, environment, out, err);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const auto& invocation = std::get<Invocation>(parsed);
  Connections connections(invocation.settings);
  Session session(invocation.options, connections, out, err);
  Arguments arguments(invocation.given);
  absl::Status status = invocation.command->run(arguments, session);
  session.EndProgress();
  const absl::Status written = session.WriteKept(invocation.command->noun);
  if (status.ok()) status = written;
  out.flush();
  if (status.ok()) return kExitOk;
  PrintFailure(err, status);
  session.ExplainUnknownOutcome(status);
  return ExitCodeOf(status);
}

}  // namespace cobuild::cli
