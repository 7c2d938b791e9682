// Signs how long the trails are and keeps it in a folder outside the database.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "absl/status/status.h"
#include "common/audit/checkpoint.h"
#include "common/audit/trail.h"
#include "common/base/clock.h"
#include "common/base/signature.h"

namespace cobuild::audit {

// Thread-safe.
class CheckpointWriter {
 public:
  // `trails` and `clock` outlive it; `folder` exists.
  CheckpointWriter(std::string service, const Trails& trails, const base::Clock& clock,
                   base::SigningKey key, std::string folder);

  // Appends a line for each trail that is longer than when it was last called, on the disk before
  // it returns; called every minute. UNAVAILABLE when the folder cannot be written, or the store's.
  absl::Status Write();

 private:
  absl::Status WriteOne(TrailKind kind);

  const std::string service_;
  const Trails trails_;
  const base::Clock& clock_;
  const base::SigningKey key_;
  const std::string folder_;
  std::mutex mutex_;
  std::map<TrailKind, int64_t> written_;  // up to which record
};

}  // namespace cobuild::audit
