// The flags that every service's program takes. Unknown flags are errors.
//
//   registry serve   --listen 127.0.0.1:7101 --certificate ... --key ... --authorities ... --grants
//   ...
//                    --database-url ... --database-user ... --database-password-file ...
//                    --database-schema ... --audit-checkpoints ... --audit-key ...
//                    [--token-keys-file ... --token-issuer ... --token-audience ...]
//   registry migrate --database-url ... (the same four)
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "common/rpc/server.h"

namespace cobuild::rpc {

struct DatabaseFlags {
  std::string url;  // "tcp://127.0.0.1:3306" or "unix:///run/mariadb.sock"
  std::string user;
  std::string password_file;  // holds the password and nothing else
  std::string schema;
};

// Where a service keeps what proves its audit trails, outside the database.
struct AuditFlags {
  std::string checkpoint_folder;
  std::string key_file;  // PEM: the private Ed25519 key that signs checkpoints
};

// Whose tokens are taken for people; without a file none is.
struct TokenFlags {
  std::string keys_file;  // JWKS: the keys that sign tokens (common/token/key_set.h)
  std::string issuer;     // exactly what `iss` says
  std::string audience = "cobuild";
};

struct ServiceFlags {
  enum class Command { kServe, kMigrate };
  Command command = Command::kServe;
  DatabaseFlags database;
  ServerOptions server;
  int metrics_port = 0;
  std::string grants_file;
  TokenFlags tokens;
  AuditFlags audit;
  std::map<std::string, std::string> extras;  // by ExtraFlag::name
};

// One more flag of a service, for serve only: a peer's address, a key file.
struct ExtraFlag {
  std::string name;  // "registry-address"
  std::string description;
  std::string fallback;  // used when not given; empty: the flag is required
};

// The flags, or the exit code to leave with: what was wrong, or the help asked for, is printed by
// then.
std::variant<ServiceFlags, int> ParseServiceFlags(const std::string& service,
                                                  const std::vector<ExtraFlag>& extras, int argc,
                                                  const char* const* argv);

// One log line with every setting. Secrets are in files, and only the files' names are logged.
void LogConfiguration(const std::string& service, const ServiceFlags& flags);

}  // namespace cobuild::rpc
