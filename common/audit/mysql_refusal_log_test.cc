#include "common/audit/mysql_refusal_log.h"

#include <gmock/gmock.h>

#include <string>

#include "cobuild_audit_migrations.h"
#include "common/audit/conformance.h"
#include "common/audit/testing.h"
#include "common/audit/verify_trail.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

class TestedMysqlLog : public TestedRefusalLog {
 public:
  TestedMysqlLog() {
    auto& server = test::PrivateDatabase::Shared();
    const mysql::Options owner = server.CreateSchema("audit");
    EXPECT_OK(mysql::Migrate(owner, migrations::Files()));
    database_ = mysql::Database::Create(server.ServerAccount(owner)).value();
    log_ = std::make_unique<MysqlRefusalLog>(*database_);
  }

  RefusalLog& log() override { return *log_; }
  absl::Status Execute(const std::string& sql) {
    return (**database_->Local()).Execute(sql).status();
  }

 private:
  std::unique_ptr<mysql::Database> database_;
  std::unique_ptr<MysqlRefusalLog> log_;
};

std::unique_ptr<TestedRefusalLog> MakeMysqlLog() { return std::make_unique<TestedMysqlLog>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, RefusalLogConformance, ::testing::Values(&MakeMysqlLog));

// Where the trail does not hold after `sql`; 0 where it does.
int64_t BrokenAfter(const std::string& sql) {
  TestedMysqlLog tested;
  EXPECT_OK(tested.log().Append(std::vector(9, ExampleRecord(Form::kRefusal, 1))));
  EXPECT_OK(tested.Execute(sql));
  const auto check = VerifyTrail(tested.log(), 1, 0, [] { return false; });
  return check.ok() && check->broken ? check->broken->number : 0;
}

TEST(MysqlRefusalLog, WhatIsDoneToTheTables_IsFound) {
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET actor = 'x' WHERE number = 4"), 4);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET refusals = refusals + 1 WHERE number = 9"), 9);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET first_time = '2012-01-01' WHERE number = 1"), 1);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET number = 100 WHERE number = 5"), 5);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET number = 10 WHERE number = 9"), 9);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusal_head SET chain_digest = ''"), 9);
  EXPECT_EQ(BrokenAfter("UPDATE audit_refusals SET actor = actor"), 0);
}

}  // namespace
}  // namespace cobuild::audit
