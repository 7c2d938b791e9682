// Where the contents of evidence are kept: by their SHA-256, inserted and never changed, each once
// however often it is given. Which files a project has is for the records to tell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/digest.h"

namespace cobuild::projects {

// Thread-safe. Statuses are those of common/mysql/errors.h, as in common/records/store.h.
class EvidenceStore {
 public:
  virtual ~EvidenceStore() = default;

  // Keeps `content` (not empty), all of it or nothing. The digest is that of the content: the
  // caller has made sure. What is kept already is left as it is.
  virtual absl::Status Put(const base::Digest& digest, std::string_view content) = 0;

  // The part after the first `index` parts of kMaxChunkBytes each; only the last is shorter. ""
  // beyond the last, and for a digest that is not kept.
  virtual absl::StatusOr<std::string> ReadChunk(const base::Digest& digest, int64_t index) = 0;
};

}  // namespace cobuild::projects
