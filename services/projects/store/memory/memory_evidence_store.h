// An evidence store that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "services/projects/domain/evidence.h"
#include "services/projects/store/evidence_store.h"

namespace cobuild::projects {

class MemoryEvidenceStore : public EvidenceStore {
 public:
  absl::Status Put(const base::Digest& digest, std::string_view content) override {
    const std::lock_guard lock(mutex_);
    contents_.try_emplace(digest, content);
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> ReadChunk(const base::Digest& digest, int64_t index) override {
    const std::lock_guard lock(mutex_);
    const auto found = contents_.find(digest);
    const auto start = static_cast<size_t>(index * kMaxChunkBytes);
    if (found == contents_.end() || start >= found->second.size()) return "";
    return found->second.substr(start, kMaxChunkBytes);
  }

 private:
  std::mutex mutex_;
  std::map<base::Digest, std::string> contents_;
};

}  // namespace cobuild::projects
