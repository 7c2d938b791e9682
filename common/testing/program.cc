#include "common/testing/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "fmt/format.h"

namespace cobuild::test {

void Die(const std::string& message) {
  std::fprintf(stderr, "test: %s\n", message.c_str());
  std::abort();
}

std::string ReadText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

pid_t StartProgram(const std::vector<std::string>& command, const std::filesystem::path& log,
                   int input_fd) {
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  if (input_fd >= 0) posix_spawn_file_actions_adddup2(&files, input_fd, 3);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t pid = -1;
  const int failure = posix_spawn(&pid, argv[0], &files, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) Die(fmt::format("cannot run {}: error {}", command[0], failure));
  return pid;
}

void RunProgram(const std::vector<std::string>& command, const std::filesystem::path& log,
                int input_fd) {
  int result = 0;
  const pid_t pid = StartProgram(command, log, input_fd);
  if (waitpid(pid, &result, 0) != pid || result != 0) {
    Die(fmt::format("{} failed:\n{}", command[0], ReadText(log)));
  }
}

}  // namespace cobuild::test
