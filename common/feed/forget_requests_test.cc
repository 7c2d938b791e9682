#include "common/feed/forget_requests.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <vector>

#include "cobuild_feed_migrations.h"
#include "common/base/digest.h"
#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

constexpr base::Timestamp kNow{1'330'000'000'000'000};
constexpr base::Timestamp DaysBefore(int days) {
  return {kNow.micros - std::chrono::microseconds(std::chrono::days(days)).count()};
}

class ForgetOldRequestsTest : public ::testing::Test {
 protected:
  ForgetOldRequestsTest() {
    test::PrivateDatabase& server = test::PrivateDatabase::Shared();
    const mysql::Options owner = server.CreateSchema("feed");
    EXPECT_OK(mysql::Migrate(owner, migrations::Files()));
    database_ = mysql::Database::Create(server.ServerAccount(owner)).value();
  }

  void Keep(const std::string& prefix, int count, base::Timestamp recorded) {
    std::vector<mysql::Params> rows;
    for (int i = 0; i < count; ++i) {
      rows.push_back({"machine/cli", "Open", prefix + std::to_string(i),
                      base::ToBytes(base::Sha256("")), "villages/1", i + 1, recorded});
    }
    EXPECT_OK((*database_->Local())->InsertRows("INSERT INTO feed_requests VALUES", rows));
  }

  int64_t Kept() {
    return (*database_->Local())->Query("SELECT COUNT(*) FROM feed_requests")->at(0).Int64(0);
  }

  std::unique_ptr<mysql::Database> database_;
};

TEST_F(ForgetOldRequestsTest, AllThatAreOld_HoweverMany_AndNoOther) {
  Keep("old-", 2'500, DaysBefore(401));
  Keep("young-", 3, DaysBefore(399));
  EXPECT_OK(ForgetOldRequests(*database_, kNow));
  EXPECT_EQ(Kept(), 3);
}

TEST_F(ForgetOldRequestsTest, ReadOnlySession_Fails) {
  Keep("old-", 1, DaysBefore(401));
  ASSERT_OK((*database_->Local())->ExecuteText("SET SESSION TRANSACTION READ ONLY"));
  EXPECT_FALSE(ForgetOldRequests(*database_, kNow).ok());
}

}  // namespace
}  // namespace cobuild::feed
