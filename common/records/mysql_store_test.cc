#include "common/records/mysql_store.h"

#include <gmock/gmock.h>

#include "cobuild_records_migrations.h"
#include "common/mysql/migrations.h"
#include "common/records/conformance.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"

namespace cobuild::records {
namespace {

using test::HasCode;

class TestedMysqlStore : public TestedStore {
 public:
  TestedMysqlStore() {
    auto& server = test::PrivateDatabase::Shared();
    const mysql::Options owner = server.CreateSchema("records");
    EXPECT_OK(mysql::Migrate(owner, migrations::Files()));
    database_ = mysql::Database::Create(server.ServerAccount(owner)).value();
    store_ = std::make_unique<MysqlStore<AnyFacts>>(*database_);
  }

  Store<TestRows>& store() override { return *store_; }
  mysql::Session& session() { return **database_->Local(); }

 private:
  std::unique_ptr<mysql::Database> database_;
  std::unique_ptr<MysqlStore<AnyFacts>> store_;
};

std::unique_ptr<TestedStore> MakeTestedStore() { return std::make_unique<TestedMysqlStore>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, StoreConformance, ::testing::Values(&MakeTestedStore));

absl::Status InsertByHand(mysql::Session& session, std::string_view kind, std::string_view body) {
  COBUILD_RETURN_IF_ERROR(
      session
          .Execute("INSERT INTO feed_changes (position, resource_name, actor, record_time, "
                   "request_id) VALUES (1, 'x', 'x', '2012-01-01', '')")
          .status());
  return session
      .Execute(
          "INSERT INTO records (position, kind, id, body, void_reason) VALUES (1, ?, 'a', ?, "
          "'')",
          {kind, body})
      .status();
}

TEST(MysqlStore, KindThatTheProgramDoesNotKnow_IsNotReadAsAnother) {
  TestedMysqlStore tested;
  ASSERT_OK(InsertByHand(tested.session(), "unknown", "{}"));
  EXPECT_STATUS(tested.store().ReadRows(0, 1), HasCode(absl::StatusCode::kInternal));
}

TEST(MysqlStore, BodyThatIsNotWhatWasWritten_IsNotRead) {
  TestedMysqlStore tested;
  ASSERT_OK(InsertByHand(tested.session(), "thing", R"({"number":"many"})"));
  EXPECT_STATUS(tested.store().ReadRows(0, 1), HasCode(absl::StatusCode::kInternal));
}

TEST(MysqlStore, BodyThatIsNoJson_IsRefusedByTheTable) {
  TestedMysqlStore tested;
  EXPECT_FALSE(InsertByHand(tested.session(), "thing", "{").ok());
}

}  // namespace
}  // namespace cobuild::records
