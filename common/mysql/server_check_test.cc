#include "common/mysql/server_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/mysql/store_test.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOk;
using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

TEST(CheckVersion, ServersThatKeepChecks_AreFine) {
  EXPECT_STATUS(CheckVersion({"10.11.19-MariaDB-0+deb12u1", true}), IsOk());
  EXPECT_STATUS(CheckVersion({"11.4.2-MariaDB", true}), IsOk());
  EXPECT_STATUS(CheckVersion({"8.0.16", false}), IsOk());
  EXPECT_STATUS(CheckVersion({"8.4.0-commercial", false}), IsOk());
}

TEST(CheckVersion, OlderOrUnknownServers_AreRefused) {
  const auto refuses = Refuses(Code::kFailedPrecondition, "STORE_UNFIT");
  EXPECT_STATUS(CheckVersion({"10.6.18-MariaDB", true}), refuses);
  EXPECT_STATUS(CheckVersion({"8.0.15", false}), refuses);
  EXPECT_STATUS(CheckVersion({"5.7.44-log", false}), refuses);
  EXPECT_STATUS(CheckVersion({"unknown", false}), refuses);
}

class CheckServerTest : public StoreTest {};

TEST_F(CheckServerTest, ServerThatFlushesAtCommit_IsFineAndNamed) {
  ASSERT_OK_AND_ASSIGN(const ServerFacts facts, CheckServer(*observer_));
  EXPECT_TRUE(facts.is_mariadb);
  EXPECT_NE(facts.version.find("MariaDB"), std::string::npos);
}

TEST_F(CheckServerTest, ServerThatDoesNotFlushAtCommit_IsRefused) {
  const auto administrator = OpenSession(test::PrivateDatabase::Shared().Administrator());
  ASSERT_OK(administrator->ExecuteText("SET GLOBAL innodb_flush_log_at_trx_commit = 2"));
  EXPECT_STATUS(CheckServer(*observer_), Refuses(Code::kFailedPrecondition, "STORE_UNFIT"));
  ASSERT_OK(administrator->ExecuteText("SET GLOBAL innodb_flush_log_at_trx_commit = 1"));
  EXPECT_OK(CheckServer(*observer_));
}

TEST(CheckServerBinaryLog, UnsyncedBinaryLog_IsRefused) {
  test::PrivateDatabase server(
      test::PrivateDatabase::Settings{false, {"--log-bin", "--sync-binlog=0"}});
  ASSERT_OK_AND_ASSIGN(const auto session, Session::Open(server.Administrator()));
  EXPECT_STATUS(CheckServer(*session), Refuses(Code::kFailedPrecondition, "STORE_UNFIT"));
  ASSERT_OK(session->ExecuteText("SET GLOBAL sync_binlog = 1"));
  EXPECT_OK(CheckServer(*session));
}

}  // namespace
}  // namespace cobuild::mysql
