// Runs over a real database: restarts, two processes on one schema, and certificates that somebody
// changes in the table.
#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <string>

#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "services/reconciliation/app/testing/reconciling_test.h"
#include "services/reconciliation/app/verify_certificate.h"
#include "services/reconciliation/store/mysql/mysql_store.h"

namespace cobuild::reconciliation {
namespace {

using Kind = base::ChainFault::Kind;
using test::Refuses;

class OnMysqlTest : public ::testing::Test {
 protected:
  OnMysqlTest() {
    auto& server = test::PrivateDatabase::Shared();
    owner_ = server.CreateSchema("reconciliation");
    EXPECT_OK(mysql::Migrate(owner_, SchemaMigrations()));
    // A server's account, so that the tests also show which privileges the store needs.
    account_ = server.ServerAccount(owner_);
    for (int number = 0; number < 3; ++number) world_.Add(number);
  }

  static std::unique_ptr<mysql::Database> Open(const mysql::Options& options) {
    auto database = mysql::Database::Create(options);
    EXPECT_OK(database);
    return *std::move(database);
  }

  // What one process of the service has.
  struct Running {
    Running(const mysql::Options& options, OnMysqlTest& test)
        : database(Open(options)),
          store(*database),
          live(store),
          reconciler(
              {.live = live, .sources = test.sources_, .key = test.key_, .clock = test.clock_}) {
      EXPECT_OK(live.CatchUp());
    }
    absl::StatusOr<Record<RunFacts>> RunNow(const std::string& id) {
      return reconciler.RunReconciliation(RequestBy("machine/test", id), {RunMode::kFull, {}},
                                          std::chrono::steady_clock::now());
    }

    std::unique_ptr<mysql::Database> database;
    MysqlStore store;
    LiveReconciliation live;
    Reconciler reconciler;
  };

  // By the owner of the schema, behind the service's back.
  void Change(const std::string& statement) {
    const auto session = mysql::Session::Open(owner_);
    ASSERT_OK(session);
    EXPECT_OK((*session)->ExecuteText(statement)) << statement;
  }
  std::optional<base::ChainFault> Verify(Running& running) {
    const base::VerifyingKey key = key_.Public();
    const auto verification = VerifyCertificate(running.live, running.store, key, "");
    EXPECT_OK(verification);
    return verification.ok() ? verification->fault : std::nullopt;
  }

  mysql::Options owner_;
  mysql::Options account_;
  FakeSources sources_;
  World world_{sources_};
  test::FakeClock clock_{kNow};
  const base::SigningKey key_ = KeyForTests();
};

TEST_F(OnMysqlTest, RunBreakAndCertificate_AreThereAfterARestart) {
  world_.Break(BreakClass::kAmount, 1, 0);
  Record<RunFacts> recorded;
  {
    Running first(account_, *this);
    ASSERT_OK_AND_ASSIGN(recorded, first.RunNow("r1"));
    EXPECT_EQ(recorded.facts.opened, 1);
  }
  Running second(account_, *this);
  EXPECT_THAT(second.RunNow("r1"), test::IsOkAndHolds(recorded));
  ASSERT_OK_AND_ASSIGN(const Record<RunFacts> again, second.RunNow("r2"));
  EXPECT_EQ(again.facts.opened, 0) << "the break is not doubled";
  EXPECT_EQ(again.facts.certificate, "00000002");
  EXPECT_EQ(Verify(second), std::nullopt);
}

TEST_F(OnMysqlTest, OneOfTwoProcesses_HoldsTheLease) {
  Running a(account_, *this);
  Running b(account_, *this);
  ASSERT_OK_AND_ASSIGN(const RunLease lease, RunLease::Take(a.live, clock_, "a"));
  EXPECT_STATUS(b.RunNow("r1"), Refuses(absl::StatusCode::kFailedPrecondition, "RUN_IN_PROGRESS"));
  lease.Drop(a.live);
  ASSERT_OK_AND_ASSIGN(const Record<RunFacts> run, b.RunNow("r2"));
  EXPECT_GT(run.facts.lease_token, lease.token());
}

TEST_F(OnMysqlTest, CertificatesChangedInTheTable_AreFoundAndPlaced) {
  Running running(account_, *this);
  for (const char* id : {"r1", "r2", "r3"}) ASSERT_OK(running.RunNow(id));
  const std::string second = " WHERE kind = 'certificate' AND id = '00000002'";
  Change("CREATE TABLE kept AS SELECT * FROM records");
  const auto restore = [&] {
    Change("DELETE FROM records");
    Change("INSERT INTO records SELECT * FROM kept");
    EXPECT_EQ(Verify(running), std::nullopt);
  };
  Change("UPDATE records SET body = REPLACE(body, 'FULL', 'FULl')" + second);
  EXPECT_EQ(Verify(running), (base::ChainFault{Kind::kChanged, 2, 1}));
  restore();
  Change("DELETE FROM records" + second);
  EXPECT_EQ(Verify(running), (base::ChainFault{Kind::kMissing, 2, 1}));
  restore();
  Change("DELETE FROM records WHERE kind = 'certificate' AND id = '00000003'");
  EXPECT_EQ(Verify(running), (base::ChainFault{Kind::kMissing, 3, 2})) << "cut off at the end";
  restore();
  Change(
      "UPDATE records a JOIN kept b ON b.id = IF(a.id = '00000001', '00000002', '00000001') "
      "SET a.body = b.body WHERE a.kind = 'certificate' AND a.id IN ('00000001', '00000002')");
  EXPECT_EQ(Verify(running), (base::ChainFault{Kind::kSwapped, 1, 0}));
  restore();
  Change("UPDATE records a JOIN kept b ON b.id = '00000001' SET a.body = b.body" +
         std::string(" WHERE a.kind = 'certificate' AND a.id = '00000002'"));
  EXPECT_EQ(Verify(running), (base::ChainFault{Kind::kInserted, 2, 1})) << "a second time";
}

}  // namespace
}  // namespace cobuild::reconciliation
