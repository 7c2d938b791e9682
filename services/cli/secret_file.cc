#include "services/cli/secret_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

constexpr mode_t kOwnerAlone = 0600;
constexpr mode_t kFolderOfOwner = 0700;
constexpr mode_t kOthers = 077;
constexpr size_t kMostBytes = 16UL * 1024;

// An open file; closed when destroyed.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  const int number_;
};

absl::Status Failed(const std::string& path, std::string_view what) {
  return UsageError(
      fmt::format("{} cannot be {}: {}", path, what, std::generic_category().message(errno)));
}

absl::Status MakeFolders(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::exists(folder)) return absl::OkStatus();
  if (absl::Status above = MakeFolders(folder.parent_path()); !above.ok()) return above;
  if (::mkdir(folder.c_str(), kFolderOfOwner) != 0 && errno != EEXIST) {
    return Failed(folder, "made");
  }
  return absl::OkStatus();
}

bool WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return ::fsync(file) == 0;
}

}  // namespace

absl::Status WriteSecretFile(const std::string& path, std::string_view text) {
  if (absl::Status folders = MakeFolders(std::filesystem::path(path).parent_path());
      !folders.ok()) {
    return folders;
  }
  // Beside its place, under a name that nobody could have made before with other rights.
  std::string draft = path + ".XXXXXX";
  const OpenFile file(::mkostemp(draft.data(), O_CLOEXEC));
  if (!file.is_open()) return Failed(path, "written");
  const bool done = ::fchmod(file.number(), kOwnerAlone) == 0 && WriteAll(file.number(), text) &&
                    ::rename(draft.c_str(), path.c_str()) == 0;
  if (done) return absl::OkStatus();
  absl::Status failed = Failed(path, "written");
  ::unlink(draft.c_str());
  return failed;
}

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) {
    if (errno == ENOENT) return absl::NotFoundError(fmt::format("there is no {}", path));
    return Failed(path, "read");
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return Failed(path, "read");
  if (!S_ISREG(status.st_mode)) return UsageError(fmt::format("{} is no regular file", path));
  if ((status.st_mode & kOthers) != 0) {
    return UsageError(
        fmt::format("others may read {}: chmod 600 it, and take what it holds for "
                    "known to them",
                    path));
  }
  std::array<char, kMostBytes + 1> text;
  const ssize_t size = ::read(file.number(), text.data(), text.size());
  if (size < 0) return Failed(path, "read");
  if (static_cast<size_t>(size) > kMostBytes) {
    return UsageError(fmt::format("{} exceeds 16 KiB", path));
  }
  return std::string(text.data(), static_cast<size_t>(size));
}

}  // namespace cobuild::cli
