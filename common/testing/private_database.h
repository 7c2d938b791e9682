// A MariaDB server of this test process alone: started in a fresh directory, gone with the process.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/mysql/options.h"

namespace cobuild::test {

// Any failure to start or to talk to the server ends the test program with a message. Not
// thread-safe.
class PrivateDatabase {
 public:
  struct Settings {
    bool tcp = false;                       // on 127.0.0.1 too, not only on the unix socket
    std::vector<std::string> server_flags;  // "--name=value"
  };

  PrivateDatabase() : PrivateDatabase(Settings()) {}
  explicit PrivateDatabase(Settings settings);
  ~PrivateDatabase();
  PrivateDatabase(const PrivateDatabase&) = delete;
  PrivateDatabase& operator=(const PrivateDatabase&) = delete;

  // One server for all tests of the program, unix socket only.
  static PrivateDatabase& Shared();

  // Creates the schema anew, dropping one of that name, with an account that may do everything in
  // it (migrate and serve) and nothing elsewhere.
  mysql::Options CreateSchema(std::string_view name);
  // An account of the same schema that may read and write rows and nothing else, as servers have.
  mysql::Options ServerAccount(const mysql::Options& owner);
  // The server's administrator, for KILL, grants and global variables. `schema` must exist.
  mysql::Options Administrator(std::string_view schema = "mysql");

  // Ends the server with SIGKILL, as a crash would.
  void Kill();
  // Starts it on the same data, after a Kill if it still runs.
  void Restart();

  // 0 without tcp.
  int tcp_port() const { return tcp_port_; }

 private:
  void Start();
  void WaitUntilReady();
  void RunAsAdministrator(const std::vector<std::string>& statements);
  mysql::Options Account(std::string_view schema, std::string_view user);

  const Settings settings_;
  std::filesystem::path directory_;
  int tcp_port_ = 0;
  int keeper_fd_ = -1;  // the keeper process cleans up when this end of its pipe closes
  pid_t pid_ = -1;
};

}  // namespace cobuild::test
