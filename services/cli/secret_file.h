// Files that only their owner may read.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace cobuild::cli {

// Writes the file whole or not at all, with mode 0600; folders that are missing are made, with
// 0700. A usage error when that fails.
absl::Status WriteSecretFile(const std::string& path, std::string_view text);

// What is in it, at most 16 KiB. NOT_FOUND when there is none; a usage error when it cannot be
// read, is no regular file, or others than its owner may read or write it.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

}  // namespace cobuild::cli
