#include "common/testing/private_database.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <utility>

#include "common/mysql/session.h"
#include "common/testing/program.h"
#include "fmt/format.h"

namespace cobuild::test {
namespace {

namespace fs = std::filesystem;

constexpr char kServer[] = "/usr/sbin/mariadbd";
constexpr char kPassword[] = "private";
constexpr std::chrono::seconds kStartLimit(60);
constexpr int kPollMs = 5;

// Waits, detached, until the test program is gone for whatever reason; $1 is the directory.
constexpr char kKeeperScript[] =
    R"sh((cat <&3; test -s "$1/pid" && kill -9 "$(cat "$1/pid")"
rm -rf "$1") >/dev/null 2>&1 &)sh";

std::string SystemUser() {
  const passwd* entry = getpwuid(geteuid());  // NOLINT: no thread yet
  if (entry == nullptr) Die("no user name for this uid");
  return entry->pw_name;
}

// An initialised data directory to copy, which is 20 times faster than to initialise one. Made by
// the first test program of this user and server build, under a lock.
fs::path DataTemplate() {
  struct stat server;
  if (stat(kServer, &server) != 0) Die(fmt::format("no {}", kServer));
  const fs::path base =
      fs::temp_directory_path() / fmt::format("cobuild-database-{}-{}", geteuid(), server.st_mtime);
  fs::create_directories(base);
  fs::permissions(base, fs::perms::owner_all);
  const int lock = open((base / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock(lock, LOCK_EX) != 0) Die("cannot lock " + base.string());
  const fs::path data = base / "data";
  if (!fs::exists(data)) {
    const fs::path unfinished = base / "unfinished";
    fs::remove_all(unfinished);
    RunProgram(
        {"/usr/bin/mariadb-install-db", "--no-defaults", "--user=" + SystemUser(),
         "--auth-root-authentication-method=socket", "--auth-root-socket-user=" + SystemUser(),
         "--skip-test-db", "--skip-name-resolve", "--force", "--innodb-log-file-size=8M",
         "--tmpdir=" + base.string(), "--datadir=" + unfinished.string()},
        base / "log");
    fs::rename(unfinished, data);
  }
  close(lock);
  return data;
}

// Below the range that the system hands to outgoing connections.
int UnusedPort() {
  std::random_device random;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const int port = std::uniform_int_distribution<int>(20'000, 32'000)(random);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int failure = bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    close(probe);
    if (failure == 0) return port;
  }
  Die("no unused port");
}

// For GRANT, where an underscore is a wildcard.
std::string Escaped(std::string_view schema) {
  std::string escaped;
  for (const char c : schema) escaped.append(c == '_' ? "\\_" : std::string(1, c));
  return escaped;
}

bool Accepts(const fs::path& socket_path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  socket_path.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool accepts = connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  return accepts;
}

}  // namespace

PrivateDatabase::PrivateDatabase(Settings settings) : settings_(std::move(settings)) {
  std::string pattern = fs::temp_directory_path() / "cobuild-database-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) Die("cannot create " + pattern);
  directory_ = pattern;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) Die("no pipe");
  keeper_fd_ = ends[1];
  RunProgram({"/bin/sh", "-c", kKeeperScript, "sh", directory_.string()}, directory_ / "keeper.log",
             ends[0]);
  close(ends[0]);
  fs::copy(DataTemplate(), directory_ / "data", fs::copy_options::recursive);
  if (settings_.tcp) tcp_port_ = UnusedPort();
  Start();
}

PrivateDatabase::~PrivateDatabase() {
  Kill();
  fs::remove_all(directory_);
  close(keeper_fd_);
}

PrivateDatabase& PrivateDatabase::Shared() {
  static PrivateDatabase shared;
  return shared;
}

void PrivateDatabase::Start() {
  std::vector<std::string> command = {kServer,
                                      "--no-defaults",
                                      "--user=" + SystemUser(),
                                      fmt::format("--datadir={}", (directory_ / "data").string()),
                                      fmt::format("--socket={}", (directory_ / "socket").string()),
                                      fmt::format("--tmpdir={}", directory_.string()),
                                      "--skip-name-resolve",
                                      "--innodb-flush-log-at-trx-commit=1",
                                      "--innodb-buffer-pool-size=64M",
                                      "--innodb-log-file-size=32M"};
  if (settings_.tcp) {
    command.emplace_back("--bind-address=127.0.0.1");
    command.push_back(fmt::format("--port={}", tcp_port_));
  } else {
    command.emplace_back("--skip-networking");
  }
  command.insert(command.end(), settings_.server_flags.begin(), settings_.server_flags.end());
  pid_ = StartProgram(command, directory_ / "server.log");
  std::ofstream(directory_ / "pid") << pid_;
  WaitUntilReady();
}

void PrivateDatabase::WaitUntilReady() {
  const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
  while (!Accepts(directory_ / "socket")) {
    const bool ended = waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended || std::chrono::steady_clock::now() > deadline) {
      Die("the server did not start:\n" + ReadText(directory_ / "server.log"));
    }
    poll(nullptr, 0, kPollMs);
  }
}

void PrivateDatabase::Kill() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
  fs::remove(directory_ / "pid");
}

void PrivateDatabase::Restart() {
  Kill();
  Start();
}

void PrivateDatabase::RunAsAdministrator(const std::vector<std::string>& statements) {
  const auto session = mysql::Session::Open(Administrator());
  if (!session.ok()) Die(session.status().ToString());
  for (const std::string& statement : statements) {
    const absl::Status status = (*session)->ExecuteText(statement);
    if (!status.ok()) Die(fmt::format("{}: {}", statement, status.ToString()));
  }
}

mysql::Options PrivateDatabase::Account(std::string_view schema, std::string_view user) {
  mysql::Options options;
  options.url = fmt::format("unix://{}", (directory_ / "socket").string());
  options.user = user;
  options.password = kPassword;
  options.schema = schema;
  return options;
}

mysql::Options PrivateDatabase::Administrator(std::string_view schema) {
  mysql::Options options = Account(schema, SystemUser());
  options.password.clear();  // the socket knows who we are
  return options;
}

mysql::Options PrivateDatabase::CreateSchema(std::string_view name) {
  const std::string user = fmt::format("{}_owner", name);
  RunAsAdministrator(
      {fmt::format("DROP DATABASE IF EXISTS `{}`", name),
       fmt::format("CREATE DATABASE `{}` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", name),
       fmt::format("CREATE OR REPLACE USER '{}'@'%' IDENTIFIED BY '{}'", user, kPassword),
       fmt::format("GRANT ALL ON `{}`.* TO '{}'@'%'", Escaped(name), user)});
  return Account(name, user);
}

mysql::Options PrivateDatabase::ServerAccount(const mysql::Options& owner) {
  const std::string user = fmt::format("{}_server", owner.schema);
  RunAsAdministrator(
      {fmt::format("CREATE OR REPLACE USER '{}'@'%' IDENTIFIED BY '{}'", user, kPassword),
       fmt::format("GRANT SELECT, INSERT, UPDATE, DELETE ON `{}`.* TO '{}'@'%'",
                   Escaped(owner.schema), user)});
  return Account(owner.schema, user);
}

}  // namespace cobuild::test
