#include "common/audit/checkpoint_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "common/base/status_macros.h"

namespace cobuild::audit {
namespace {

absl::StatusOr<std::vector<std::string>> FilesOf(const std::string& folder,
                                                 const std::string& prefix) {
  std::vector<std::string> paths;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(".txt")) paths.push_back(entry.path().string());
  }
  if (failure) {
    return absl::NotFoundError(fmt::format("cannot read {}: {}", folder, failure.message()));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool IsSigned(const Checkpoint& checkpoint, const std::string& service, TrailKind trail,
              const base::VerifyingKey& key) {
  return checkpoint.service == service && checkpoint.trail == trail &&
         key.Verifies(SignedText(checkpoint), checkpoint.signature);
}

}  // namespace

absl::StatusOr<std::vector<Checkpoint>> ReadCheckpoints(const std::string& folder,
                                                        const std::string& service, TrailKind trail,
                                                        const base::VerifyingKey& key) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<std::string> paths,
                           FilesOf(folder, fmt::format("{}-{}-", service, NameOf(trail))));
  std::vector<Checkpoint> checkpoints;
  for (const std::string& path : paths) {
    std::ifstream file(path);
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      const absl::StatusOr<Checkpoint> checkpoint = ParseCheckpoint(line);
      if (!checkpoint.ok() || !IsSigned(*checkpoint, service, trail, key)) {
        return absl::DataLossError(fmt::format(
            "{}, line {}: no checkpoint of this trail, or not signed by this key", path, number));
      }
      checkpoints.push_back(*checkpoint);
    }
    if (!file.eof()) return absl::NotFoundError(fmt::format("cannot read {}", path));
  }
  return checkpoints;
}

}  // namespace cobuild::audit
