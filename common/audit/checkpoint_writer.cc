#include "common/audit/checkpoint_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::audit {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return absl::UnavailableError(
      fmt::format("cannot write {}: {}", path, std::generic_category().message(errno)));
}

// A file of the system's that is closed when this ends.
class OpenFile {
 public:
  OpenFile(const std::string& path, int flags) : number_(::open(path.c_str(), flags, 0600)) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

// The whole line or nothing of it, as long as the machine lives.
absl::Status AppendLine(const std::string& folder, const std::string& name,
                        const std::string& line) {
  const std::string path = folder + "/" + name;
  const OpenFile file(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC);
  if (file.number() < 0) return CannotWrite(path);
  const off_t end = ::lseek(file.number(), 0, SEEK_END);
  const std::string text = line + "\n";
  if (::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(file.number()) != 0) {
    const absl::Status failed = CannotWrite(path);
    // As on a full disk. What is left of a line is found by whoever reads the file.
    const bool taken_back = ::ftruncate(file.number(), end) == 0;
    return taken_back ? failed : CannotWrite(path + " nor take back a part of a line");
  }
  // The name of a new file is on the disk when its folder is.
  const OpenFile directory(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory.number() < 0 || ::fsync(directory.number()) != 0) return CannotWrite(folder);
  return absl::OkStatus();
}

}  // namespace

CheckpointWriter::CheckpointWriter(std::string service, const Trails& trails,
                                   const base::Clock& clock, base::SigningKey key,
                                   std::string folder)
    : service_(std::move(service)),
      trails_(trails),
      clock_(clock),
      key_(std::move(key)),
      folder_(std::move(folder)) {}

absl::Status CheckpointWriter::Write() {
  const std::lock_guard lock(mutex_);
  COBUILD_RETURN_IF_ERROR(WriteOne(TrailKind::kChanges));
  return WriteOne(TrailKind::kRefusals);
}

absl::Status CheckpointWriter::WriteOne(TrailKind kind) {
  COBUILD_ASSIGN_OR_RETURN(const base::ChainEnd head, trails_.Of(kind).ReadHead());
  if (head.number == written_[kind]) return absl::OkStatus();
  Checkpoint checkpoint{service_, kind, head, clock_.Now(), ""};
  checkpoint.signature = key_.Sign(SignedText(checkpoint));
  COBUILD_RETURN_IF_ERROR(
      AppendLine(folder_, CheckpointFileName(checkpoint), FormatCheckpoint(checkpoint)));
  written_[kind] = head.number;
  return absl::OkStatus();
}

}  // namespace cobuild::audit
