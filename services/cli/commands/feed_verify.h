// The command `feed verify`.
#pragma once

#include "absl/status/status.h"
#include "services/cli/arguments.h"
#include "services/cli/session.h"

namespace cobuild::cli {

// Replays a feed from 0 and compares what it makes with the snapshot, by digest.
absl::Status VerifyFeed(Arguments& arguments, Session& session);

}  // namespace cobuild::cli
