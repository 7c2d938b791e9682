#include "services/assessment/store/mysql/mysql_store.h"

#include <gtest/gtest.h>

#include <utility>

#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/store/conformance.h"

namespace cobuild::assessment {
namespace {

class TestedMysqlStore : public TestedStore {
 public:
  TestedMysqlStore() : database_(MakeDatabase()), store_(*database_) {}
  Store& store() override { return store_; }

 private:
  static std::unique_ptr<mysql::Database> MakeDatabase() {
    auto& server = test::PrivateDatabase::Shared();
    const mysql::Options owner = server.CreateSchema("assessment");
    EXPECT_OK(mysql::Migrate(owner, SchemaMigrations()));
    // A server's account, so that the suite also shows which privileges the store needs.
    absl::StatusOr<std::unique_ptr<mysql::Database>> database =
        mysql::Database::Create(server.ServerAccount(owner));
    EXPECT_OK(database);
    return *std::move(database);
  }

  std::unique_ptr<mysql::Database> database_;
  MysqlStore store_;
};

std::unique_ptr<TestedStore> MakeTestedStore() { return std::make_unique<TestedMysqlStore>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, StoreConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::assessment
