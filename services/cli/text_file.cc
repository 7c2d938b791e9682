#include "services/cli/text_file.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iostream>

#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

constexpr size_t kMaxBytes = 256UL << 20;

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& path) {
  std::string text;
  std::array<char, 1 << 16> piece;
  while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
    text.append(piece.data(), static_cast<size_t>(in.gcount()));
    if (text.size() > kMaxBytes) return UsageError(fmt::format("{} exceeds 256 MiB", path));
  }
  if (in.bad()) return UsageError(fmt::format("{} cannot be read to its end", path));
  return text;
}

}  // namespace

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  if (path == "-") return ReadAll(std::cin, "standard input");
  std::ifstream file(path, std::ios::binary);
  if (!file) return UsageError(fmt::format("{} cannot be opened", path));
  return ReadAll(file, path);
}

}  // namespace cobuild::cli
