#include "common/mysql/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "common/mysql/errors.h"
#include "common/mysql/store_test.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using ::testing::HasSubstr;
using Code = absl::StatusCode;
using Files = std::vector<base::EmbeddedFile>;

const base::EmbeddedFile kFunds = {
    "0001_funds.sql", "-- why\nCREATE TABLE funds (\n  id INT NOT NULL PRIMARY KEY\n);\n"};
const base::EmbeddedFile kClaims = {
    "0002_claims.sql",
    "CREATE TABLE claims (id INT NOT NULL PRIMARY KEY);\nINSERT INTO claims VALUES (1), (2);\n"};
const base::EmbeddedFile kBroken = {"0002_broken.sql",
                                    "CREATE TABLE claims (id INT);\nCREATE TABLE nonsense (;\n"};

const auto kMismatch = Refuses(Code::kFailedPrecondition, kSchemaMismatch);

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

class MigrationsTest : public StoreTest {};

TEST_F(MigrationsTest, FreshSchema_GetsEveryFileOnce) {
  const Files files = {kFunds, kClaims};
  EXPECT_THAT(Migrate(options_, files), IsOkAndHolds(2));
  EXPECT_EQ(observer_->Query("SELECT COUNT(*) FROM claims").value().at(0).Int64(0), 2);
  EXPECT_OK(CheckSchema(*observer_, files));
  EXPECT_THAT(Migrate(options_, files), IsOkAndHolds(0));
  EXPECT_EQ(observer_->Query("SELECT COUNT(*) FROM claims").value().at(0).Int64(0), 2);
}

TEST_F(MigrationsTest, SchemaThatIsBehind_GetsTheNewFiles) {
  ASSERT_OK(Migrate(options_, Files{kFunds}));
  EXPECT_THAT(Migrate(options_, Files{kFunds, kClaims}), IsOkAndHolds(1));
}

TEST_F(MigrationsTest, TwoRunsAtOnce_ApplyEachFileOnce) {
  const Files files = {kFunds, kClaims};
  absl::StatusOr<int> other;
  std::thread thread([&] { other = Migrate(options_, files); });
  const absl::StatusOr<int> ours = Migrate(options_, files);
  thread.join();
  ASSERT_OK(ours);
  ASSERT_OK(other);
  EXPECT_EQ(*ours + *other, 2);
}

TEST_F(MigrationsTest, ChangedFile_IsRefused) {
  ASSERT_OK(Migrate(options_, Files{kFunds}));
  const Files changed = {{"0001_funds.sql", "CREATE TABLE funds (id BIGINT);\n"}, kClaims};
  EXPECT_STATUS(Migrate(options_, changed), kMismatch);
  EXPECT_STATUS(CheckSchema(*observer_, changed), kMismatch);
  const Files renamed = {{"0001_other.sql", kFunds.content}};
  EXPECT_STATUS(Migrate(options_, renamed), kMismatch);
}

TEST_F(MigrationsTest, SchemaNewerThanTheProgram_IsRefused) {
  ASSERT_OK(Migrate(options_, Files{kFunds, kClaims}));
  EXPECT_STATUS(Migrate(options_, Files{kFunds}), kMismatch);
  EXPECT_THAT(MessageOf(CheckSchema(*observer_, Files{kFunds})), HasSubstr("newer"));
}

TEST_F(MigrationsTest, SchemaOlderThanTheProgram_IsRefusedByTheServer) {
  EXPECT_STATUS(CheckSchema(*observer_, Files{kFunds}), kMismatch);  // no migration at all
  ASSERT_OK(Migrate(options_, Files{kFunds}));
  const absl::Status status = CheckSchema(*observer_, Files{kFunds, kClaims});
  EXPECT_STATUS(status, kMismatch);
  EXPECT_THAT(MessageOf(status), HasSubstr("0002_claims.sql"));
}

TEST_F(MigrationsTest, GapOrWrongName_IsRefusedBeforeAnythingRuns) {
  EXPECT_STATUS(Migrate(options_, Files{kClaims}), kMismatch);
  EXPECT_STATUS(Migrate(options_, Files{{"0001_funds.txt", kFunds.content}}), kMismatch);
  EXPECT_STATUS(Migrate(options_, Files{{"1_funds.sql", kFunds.content}}), kMismatch);
  EXPECT_FALSE(observer_->Query("SELECT 1 FROM schema_migrations").ok());
}

TEST_F(MigrationsTest, GapInTheRecords_IsRefused) {
  ASSERT_OK(Migrate(options_, Files{kFunds, kClaims}));
  ASSERT_OK(observer_->Execute("DELETE FROM schema_migrations WHERE number = 1"));
  EXPECT_STATUS(Migrate(options_, Files{kFunds, kClaims}), kMismatch);
}

TEST_F(MigrationsTest, FileThatStoppedHalfWay_IsNoticedUntilAPersonHasLooked) {
  const absl::StatusOr<int> failed = Migrate(options_, Files{kFunds, kBroken});
  EXPECT_STATUS(failed, Refuses(Code::kInternal, kStoreFailure));
  EXPECT_THAT(MessageOf(failed.status()), HasSubstr("0002_broken.sql, statement 2"));
  EXPECT_STATUS(Migrate(options_, Files{kFunds, kBroken}), kMismatch);
  EXPECT_THAT(MessageOf(CheckSchema(*observer_, Files{kFunds, kBroken})), HasSubstr("half-way"));
  ASSERT_OK(observer_->ExecuteText("DROP TABLE claims"));
  ASSERT_OK(observer_->Execute("DELETE FROM schema_migrations WHERE number = 2"));
  EXPECT_THAT(Migrate(options_, Files{kFunds, kClaims}), IsOkAndHolds(1));
}

TEST_F(MigrationsTest, AccountOfAServer_ChecksButDoesNotMigrate) {
  const Options server = test::PrivateDatabase::Shared().ServerAccount(options_);
  EXPECT_FALSE(Migrate(server, Files{kFunds}).ok());
  ASSERT_OK(Migrate(options_, Files{kFunds}));
  EXPECT_OK(CheckSchema(*OpenSession(server), Files{kFunds}));
  EXPECT_FALSE(OpenSession(server)->ExecuteText("DROP TABLE funds").ok());
}

}  // namespace
}  // namespace cobuild::mysql
