#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

// A file that exists only as long as it is open.
int ScratchFile() {
  char name[] = "/tmp/cobuild-scenario-XXXXXX";
  const int file = ::mkstemp(name);
  if (file < 0) std::abort();
  ::unlink(name);
  return file;
}

std::string Contents(int file) {
  std::string text;
  char buffer[65536];
  ::lseek(file, 0, SEEK_SET);
  for (ssize_t n; (n = ::read(file, buffer, sizeof buffer)) > 0;) text.append(buffer, size_t(n));
  ::close(file);
  return text;
}

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Ours, but for the variables that place a stack: those are the ones given.
std::vector<std::string> Environment(std::vector<std::string> given) {
  for (char** setting = environ; *setting != nullptr; ++setting) {
    if (std::string_view(*setting).rfind("COBUILD_", 0) != 0) given.emplace_back(*setting);
  }
  return given;
}

}  // namespace

pid_t Start(std::vector<std::string> command, const std::vector<std::string>& environment, int out,
            int err) {
  std::vector<std::string> settings = Environment(environment);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, out, 1);
  ::posix_spawn_file_actions_adddup2(&files, err, 2);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, command.front().c_str(), &files, nullptr,
                                    Pointers(command).data(), Pointers(settings).data());
  ::posix_spawn_file_actions_destroy(&files);
  return failed == 0 ? child : 0;
}

Output Run(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
  const int out = ScratchFile();
  const int err = ScratchFile();
  const pid_t child = Start(command, environment, out, err);
  if (child == 0) return {127, "", "cannot start " + command.front()};
  int status = 0;
  ::waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, Contents(out), Contents(err)};
}

}  // namespace cobuild::scenarios
