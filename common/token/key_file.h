// The file that lists the accepted keys, read again when it changes, so that keys are rotated
// without a restart.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/token/key_set.h"

namespace cobuild::token {

inline constexpr size_t kMostKeyFileBytes = 256UL * 1024;

// The caller sees to it that one thread at a time is in it.
class KeyFile {
 public:
  // Reads it. INVALID_ARGUMENT when that fails, NOT_FOUND when there is none.
  static absl::StatusOr<KeyFile> Open(std::string path, base::Timestamp now);

  // Never null. Another pointer means other keys.
  const std::shared_ptr<const KeySet>& keys() const { return keys_; }

  // Looks at the file when it last did so half a second ago or more, and reads it when it is
  // another than before. One that cannot be read leaves the keys as they were, and the log says so
  // once.
  void Refresh(base::Timestamp now);
  // For a token whose key is not there: reads the file, if it last did so for this reason a second
  // ago or more.
  void LookAgain(base::Timestamp now);

 private:
  // What tells one state of the file from another.
  struct Stamp {
    uint64_t inode = 0;
    int64_t bytes = 0;
    int64_t changed_ns = 0;  // its content or its inode
    bool operator==(const Stamp&) const = default;
  };

  explicit KeyFile(std::string path) : path_(std::move(path)) {}
  static std::optional<Stamp> StampOf(const std::string& path);
  absl::Status Read();
  void ReadOrLog();

  std::string path_;
  std::shared_ptr<const KeySet> keys_;
  std::string text_;              // that the keys were read from
  std::optional<Stamp> stamp_;    // when it was last read; nullopt: it was not there
  base::Timestamp looked_;        // when Refresh last looked
  base::Timestamp looked_again_;  // when LookAgain last did
};

}  // namespace cobuild::token
