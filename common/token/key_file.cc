#include "common/token/key_file.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <utility>

#include "common/base/status_macros.h"
#include "common/obs/log.h"

namespace cobuild::token {
namespace {

using std::chrono::microseconds;

constexpr std::chrono::milliseconds kLookInterval{500};
constexpr std::chrono::seconds kLookAgainInterval{1};
constexpr int64_t kNanosPerSecond = 1'000'000'000;

// Also when the clock was put back, lest a removed key stay for as long.
bool IsDue(base::Timestamp last, base::Timestamp now, microseconds interval) {
  return now < last || now.micros - last.micros >= interval.count();
}

absl::StatusOr<std::string> TextOfFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("{} cannot be opened", path));
  std::string text(kMostKeyFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return absl::NotFoundError(fmt::format("{} cannot be read", path));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kMostKeyFileBytes) {
    return absl::InvalidArgumentError(fmt::format("{} exceeds 256 KiB", path));
  }
  return text;
}

}  // namespace

absl::StatusOr<KeyFile> KeyFile::Open(std::string path, base::Timestamp now) {
  KeyFile file(std::move(path));
  COBUILD_RETURN_IF_ERROR(file.Read());
  file.looked_ = now;
  return file;
}

std::optional<KeyFile::Stamp> KeyFile::StampOf(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return Stamp{.inode = status.st_ino,
               .bytes = status.st_size,
               .changed_ns = status.st_ctim.tv_sec * kNanosPerSecond + status.st_ctim.tv_nsec};
}

absl::Status KeyFile::Read() {
  // Before the text: what is written in between makes another stamp, and is read the next time.
  stamp_ = StampOf(path_);
  COBUILD_ASSIGN_OR_RETURN(std::string text, TextOfFile(path_));
  if (keys_ != nullptr && text == text_) return absl::OkStatus();
  COBUILD_ASSIGN_OR_RETURN(KeySet keys, ParseKeySet(text));
  obs::Log(obs::Level::kInfo, "keys of tokens",
           {{"file", path_}, {"accepted", keys.keys.size()}, {"passed_over", keys.passed_over}});
  text_ = std::move(text);
  keys_ = std::make_shared<const KeySet>(std::move(keys));
  return absl::OkStatus();
}

void KeyFile::ReadOrLog() {
  const absl::Status status = Read();
  if (status.ok()) return;
  obs::Log(obs::Level::kError, "keys of tokens stay as they were",
           {{"file", path_}, {"why", status.ToString()}});
}

void KeyFile::Refresh(base::Timestamp now) {
  if (!IsDue(looked_, now, kLookInterval)) return;
  looked_ = now;
  if (StampOf(path_) != stamp_) ReadOrLog();
}

void KeyFile::LookAgain(base::Timestamp now) {
  if (!IsDue(looked_again_, now, kLookAgainInterval)) return;
  looked_again_ = now;
  ReadOrLog();
}

}  // namespace cobuild::token
