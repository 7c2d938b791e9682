// The state that the registry's feed is followed from.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "services/registry/client/known.h"

namespace cobuild::registry::client {

// Puts all that stands into `known`, page by page; the position after which to follow. What the
// calls return, and FEED_UNREADABLE.
absl::StatusOr<int64_t> ReadSnapshot(const std::shared_ptr<grpc::Channel>& channel, Known& known);

}  // namespace cobuild::registry::client
