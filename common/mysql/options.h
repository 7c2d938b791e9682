// Where a database is, who we are there, and how long we wait for it.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace cobuild::mysql {

struct Options {
  // "unix:///absolute/path.sock" or "tcp://host:port".
  std::string url;
  std::string user;
  std::string password;
  // 1 to 48 of [a-z0-9_].
  std::string schema;
  // PEM file of the authority that signed the server's certificate. Required for tcp, where TLS,
  // authority and host name are always verified; refused for unix.
  std::string ca_file;

  int connect_timeout_s = 5;               // 1 to 60
  int lock_wait_timeout_s = 5;             // 1 to 60; a row lock waited for longer is a conflict
  int statement_time_limit_ms = 30'000;    // 0 to 600,000; 0 is no limit, for migrations only
  int transaction_time_limit_ms = 10'000;  // 1 to 600,000; no closure is run again after that long
};

// INVALID_ARGUMENT with every wrong field at once.
absl::Status Validate(const Options& options);

}  // namespace cobuild::mysql
