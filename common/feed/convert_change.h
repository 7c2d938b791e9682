// A change, and a resource of a snapshot, as FeedService sends them.
#pragma once

#include <cstdint>
#include <string>

#include "cobuild/feed/v1/feed.pb.h"
#include "common/feed/change.h"

namespace cobuild::feed {

// Everything but the resource, which the service packs into it.
v1::Change ToProto(const Change& change);

// Likewise.
v1::SnapshotResource SnapshotResourceAt(int64_t position, std::string resource_name);

}  // namespace cobuild::feed
