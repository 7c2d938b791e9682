// What a failed command says on stderr, and the code it leaves with.
#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "absl/status/status.h"

namespace cobuild::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitAnswerIsNo =
    1;  // the question was answered, with no: not serving, broken
inline constexpr int kExitUsage = 2;
inline constexpr int kExitCodes = 10;  // plus the canonical code

// A command line that makes no sense; nothing was asked of any service.
absl::Status UsageError(std::string_view message);

// A question that was answered with no, as "is all well?".
absl::Status AnswerIsNo(std::string_view message);

int ExitCodeOf(const absl::Status& status);

struct ExitCode {
  int code;
  std::string_view name;  // of a refusal: its canonical code
  std::string_view meaning;
};

// All of them, in order of code; README.md has the same rows.
std::span<const ExitCode> ExitCodes();

// Code, reason and message, a line for each wrong field, and what to do.
void PrintFailure(std::ostream& err, const absl::Status& status);

}  // namespace cobuild::cli
