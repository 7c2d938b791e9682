#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

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

[[noreturn]] void Exec(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment, int out, int err) {
  ::dup2(::open("/dev/null", O_RDONLY), 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  for (const std::string& setting : environment) ::putenv(const_cast<char*>(setting.c_str()));
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  std::perror(argv[0]);
  ::_exit(127);
}

}  // namespace

Output Run(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
  const int out = ScratchFile();
  const int err = ScratchFile();
  const pid_t child = ::fork();
  if (child == 0) Exec(command, environment, out, err);
  int status = 0;
  ::waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, Contents(out), Contents(err)};
}

}  // namespace cobuild::scenarios
