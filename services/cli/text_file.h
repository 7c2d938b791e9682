// Files that the user names.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace cobuild::cli {

// The whole file, at most 256 MiB; "-" is standard input. A usage error when it cannot be read.
absl::StatusOr<std::string> ReadTextFile(const std::string& path);

}  // namespace cobuild::cli
