#include "services/finance/store/mysql/mysql_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "finance_migrations.h"
#include "services/finance/store/conformance.h"
#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using ::cobuild::test::HasCode;
using ::cobuild::test::Refuses;
using ::testing::HasSubstr;

// A schema of its own with the books' tables.
class SchemaStore : public Store {
 public:
  SchemaStore() {
    static int schemas = 0;
    auto& server = test::PrivateDatabase::Shared();
    owner_ = server.CreateSchema("finance_" + std::to_string(++schemas));
    EXPECT_OK(mysql::Migrate(owner_, migrations::Files()));
    database_ = *mysql::Database::Create(server.ServerAccount(owner_));
    store_ = std::make_unique<MysqlStore>(*database_);
  }

  Reader& reader() override { return store_->reader(); }
  std::unique_ptr<Writer> MakeWriter() override { return store_->MakeWriter(); }
  mysql::Database& database() { return *database_; }

 private:
  mysql::Options owner_;
  std::unique_ptr<mysql::Database> database_;
  std::unique_ptr<MysqlStore> store_;
};

std::unique_ptr<Store> MakeSchemaStore() { return std::make_unique<SchemaStore>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, StoreConformance, ::testing::Values(&MakeSchemaStore));
INSTANTIATE_TEST_SUITE_P(Mysql, IncomeStoreConformance, ::testing::Values(&MakeSchemaStore));

class MysqlStoreTest : public ::testing::Test {
 protected:
  std::string PlanOf(const std::string& sql, const mysql::Params& params) {
    std::string plan;
    mysql::Session& session = **store_.database().Local();
    const mysql::Rows rows = *session.Query("EXPLAIN " + sql, params);
    for (const mysql::Row& row : rows) {
      plan += row.OptionalText(2).value_or("-") + ":" + row.OptionalText(3).value_or("-") + ":" +
              row.OptionalText(5).value_or("-") + " ";
    }
    return plan;
  }

  SchemaStore store_;
};

TEST_F(MysqlStoreTest, LookUpOfIds_UsesTheKey) {
  mysql::Session& session = **store_.database().Local();
  std::vector<mysql::Params> rows;
  for (int i = 1; i <= 5'000; ++i) {
    rows.push_back({i, base::Timestamp{i}, 4, i % 3, "t" + std::to_string(i), 1, 2, 1,
                    base::Date{2011, 1, 1}, "", std::nullopt, "m", "", std::string(32, 'a'),
                    std::string(32, 'b'), ""});
  }
  ASSERT_OK(session.InsertRows("INSERT INTO journal VALUES", rows));
  ASSERT_OK(session.Query("ANALYZE TABLE journal"));
  EXPECT_THAT(PlanOf("SELECT position FROM journal j WHERE (j.ledger_number, j.transfer_id) IN "
                     "((?, ?), (?, ?))",
                     {1, "t1", 2, "t2"}),
              HasSubstr("j:range:journal_transfers"));
}

TEST_F(MysqlStoreTest, Begin_WithoutAServer_IsUnavailableAndRecovers) {
  test::PrivateDatabase server;
  const mysql::Options owner = server.CreateSchema("finance");
  ASSERT_OK(mysql::Migrate(owner, migrations::Files()));
  const auto database = *mysql::Database::Create(owner);
  MysqlStore store(*database);
  const auto writer = store.MakeWriter();
  ASSERT_OK(writer->Begin());
  server.Kill();
  EXPECT_STATUS(writer->Begin(), HasCode(absl::StatusCode::kUnavailable));
  EXPECT_STATUS(writer->Begin(), HasCode(absl::StatusCode::kUnavailable));
  server.Restart();
  EXPECT_OK(writer->Begin());
}

TEST_F(MysqlStoreTest, Commit_OnAKilledConnection_IsUnknown) {
  const auto writer = store_.MakeWriter();
  ASSERT_OK(writer->Begin());
  const auto administrator = *mysql::Session::Open(test::PrivateDatabase::Shared().Administrator());
  const mysql::Rows transactions = *administrator->Query(
      "SELECT p.id FROM information_schema.innodb_trx t "
      "JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id "
      "WHERE p.id <> CONNECTION_ID()");
  ASSERT_FALSE(transactions.empty());
  for (const mysql::Row& row : transactions) {
    ASSERT_OK(administrator->ExecuteText("KILL " + std::to_string(row.Int64(0))));
  }
  EXPECT_STATUS(writer->Commit(), Refuses(absl::StatusCode::kUnavailable, "COMMIT_UNKNOWN"));
  EXPECT_OK(writer->Begin());
}

TEST_F(MysqlStoreTest, Begin_WhileAnotherHoldsTheHead_IsAConflictInTheEnd) {
  const auto first = store_.MakeWriter();
  ASSERT_OK(first->Begin());
  mysql::Options impatient = store_.database().options();
  impatient.lock_wait_timeout_s = 1;
  const auto database = *mysql::Database::Create(impatient);
  MysqlStore store(*database);
  EXPECT_STATUS(store.MakeWriter()->Begin(),
                Refuses(absl::StatusCode::kAborted, "TRANSACTION_CONFLICT"));
}

}  // namespace
}  // namespace cobuild::finance
