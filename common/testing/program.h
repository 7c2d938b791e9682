// Other programs that a test needs. Whatever fails ends the test program with a message.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace cobuild::test {

[[noreturn]] void Die(const std::string& message);

// The whole file; empty when there is none.
std::string ReadText(const std::filesystem::path& path);

// Starts `command` (the program by its full path), in a session of its own so that no signal for
// the test reaches it. Its output is appended to the file `log`; `input_fd`, when not -1, becomes
// its descriptor 3.
pid_t StartProgram(const std::vector<std::string>& command, const std::filesystem::path& log,
                   int input_fd = -1);

// Starts it likewise and waits for its end, which must be a success.
void RunProgram(const std::vector<std::string>& command, const std::filesystem::path& log,
                int input_fd = -1);

}  // namespace cobuild::test
