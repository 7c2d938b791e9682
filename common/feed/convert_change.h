// A change as FeedService sends it.
#pragma once

#include "cobuild/feed/v1/feed.pb.h"
#include "common/feed/change.h"

namespace cobuild::feed {

// Everything but the resource, which the service packs into it.
v1::Change ToProto(const Change& change);

}  // namespace cobuild::feed
