#include "common/testing/private_database.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "common/mysql/session.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"

namespace cobuild::test {
namespace {

constexpr std::chrono::seconds kPatience(20);

// Starts a database in a program of its own, which then crashes; gives the database's url.
std::string UrlOfACrashedProgram() {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const pid_t program = fork();
  if (program == 0) {
    PrivateDatabase database;
    const std::string url = database.CreateSchema("crash").url;
    if (write(ends[1], url.data(), url.size()) < 0) _exit(1);
    raise(SIGKILL);
  }
  close(ends[1]);
  std::string url;
  std::array<char, 256> buffer{};
  for (ssize_t size = 0; (size = read(ends[0], buffer.data(), buffer.size())) > 0;) {
    url.append(buffer.data(), static_cast<size_t>(size));
  }
  close(ends[0]);
  waitpid(program, nullptr, 0);
  return url;
}

TEST(PrivateDatabase, CrashOfTheProgram_RemovesServerAndFolder) {
  const std::string socket = UrlOfACrashedProgram().substr(std::string("unix://").size());
  const std::filesystem::path folder = std::filesystem::path(socket).parent_path();
  ASSERT_NE(folder, "");
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (std::filesystem::exists(folder)) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << folder;
    poll(nullptr, 0, 10);
  }
}

TEST(PrivateDatabase, EndOfTheObject_RemovesItsFolder) {
  std::filesystem::path folder;
  {
    PrivateDatabase database;
    folder = std::filesystem::path(database.Administrator().url.substr(7)).parent_path();
    EXPECT_TRUE(std::filesystem::exists(folder));
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(PrivateDatabase, CreateSchemaAgain_IsEmptyAgain) {
  const auto owner = PrivateDatabase::Shared().CreateSchema("again");
  ASSERT_OK(mysql::Session::Open(owner).value()->ExecuteText("CREATE TABLE t (a INT)"));
  const auto anew = PrivateDatabase::Shared().CreateSchema("again");
  EXPECT_OK(mysql::Session::Open(anew).value()->ExecuteText("CREATE TABLE t (a INT)"));
}

TEST(PrivateDatabase, Accounts_SeeTheirSchemaOnly) {
  PrivateDatabase& database = PrivateDatabase::Shared();
  // The underscore would match any character if it were not escaped in the grant.
  auto owner = database.CreateSchema("own_a");
  auto server = database.ServerAccount(owner);
  database.CreateSchema("ownxa");
  owner.schema = server.schema = "ownxa";
  EXPECT_FALSE(mysql::Session::Open(owner).ok());
  EXPECT_FALSE(mysql::Session::Open(server).ok());
}

}  // namespace
}  // namespace cobuild::test
