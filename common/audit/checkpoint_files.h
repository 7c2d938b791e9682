// The checkpoints that CheckpointWriter has left in a folder.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/checkpoint.h"
#include "common/base/signature.h"

namespace cobuild::audit {

// Every checkpoint of one trail, in order of file and line. NOT_FOUND when the folder cannot be
// read; DATA_LOSS, with file and line, for a line that is no checkpoint of this trail or that `key`
// has not signed.
absl::StatusOr<std::vector<Checkpoint>> ReadCheckpoints(const std::string& folder,
                                                        const std::string& service, TrailKind trail,
                                                        const base::VerifyingKey& key);

}  // namespace cobuild::audit
