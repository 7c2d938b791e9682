// Is this server fit to keep money in?
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/mysql/session.h"

namespace cobuild::mysql {

struct ServerFacts {
  std::string version;  // as the server gives it, for the start-up log
  bool is_mariadb = false;
};

// FAILED_PRECONDITION, reason STORE_UNFIT, for a server older than MariaDB 10.11 or MySQL 8.0.16:
// older ones may ignore CHECK.
absl::Status CheckVersion(const ServerFacts& facts);

// The facts, when the version is right and the server keeps what it acknowledged.
// FAILED_PRECONDITION, reason STORE_UNFIT, when it does not flush its log at commit, or writes a
// binary log unsynced (in recovery it drops what that log lacks).
absl::StatusOr<ServerFacts> CheckServer(Session& session);

}  // namespace cobuild::mysql
