// Serves cobuild.feed.v1.FeedService over a Source.
#pragma once

#include "common/feed/source.h"
#include "common/rpc/router.h"

namespace cobuild::feed {

// `source` outlives the router.
void RegisterFeedService(rpc::Router& router, Source& source);

}  // namespace cobuild::feed
