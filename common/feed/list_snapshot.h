// One page of a snapshot: what the reach sees of the feed up to a position without what was
// replaced by then, in order of position. The position and how far the page before came are in the
// page token.
#pragma once

#include "absl/status/statusor.h"
#include "common/feed/source.h"

namespace cobuild::feed {

absl::StatusOr<v1::ListSnapshotResponse> ListSnapshot(Source& source, const scope::Reach& reach,
                                                      const v1::ListSnapshotRequest& request);

}  // namespace cobuild::feed
