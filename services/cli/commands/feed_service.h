// What the commands of the feed share.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/cli/arguments.h"
#include "services/cli/connection.h"
#include "services/cli/session.h"

namespace cobuild::cli {

// The service of that name; a usage error for any other.
absl::StatusOr<Service> ServiceNamed(const std::string& name);

// `feed verify`.
absl::Status VerifyFeed(Arguments& arguments, Session& session);

}  // namespace cobuild::cli
