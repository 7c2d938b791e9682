#include "common/mysql/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <vector>

#include "common/error/error.h"
#include "common/mysql/errors.h"
#include "common/mysql/store_test.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

constexpr char kAmount[] = "SELECT amount_fen FROM accounts WHERE id = ?";

absl::Status Conflict() {
  return error::Make(Code::kAborted, kTransactionConflict, "as the database would say");
}

class DatabaseTest : public StoreTest {
 protected:
  DatabaseTest() {
    options_.lock_wait_timeout_s = 1;
    database_ = Database::Create(options_).value();
    EXPECT_OK(observer_->Execute(kInsert, {1, "a", 100}));
    EXPECT_OK(observer_->Execute(kInsert, {2, "b", 100}));
  }

  std::unique_ptr<Database> database_;
};

TEST_F(DatabaseTest, Create_WithWrongOptions_IsRefused) {
  options_.user.clear();
  EXPECT_STATUS(Database::Create(options_), test::HasViolation("user", "REQUIRED"));
}

TEST_F(DatabaseTest, ReadWrite_GivesTheValueAndCommits) {
  const auto result = database_->ReadWrite([&](Session& session) -> absl::StatusOr<int64_t> {
    const auto changed = session.Execute(kAdd, {5, 1});
    EXPECT_EQ(CommittedAmount(1), 100);
    return changed;
  });
  EXPECT_THAT(result, IsOkAndHolds(1));
  EXPECT_EQ(CommittedAmount(1), 105);
}

TEST_F(DatabaseTest, ReadWrite_RefusalOfTheBody_RollsBackAndIsReturned) {
  const absl::Status status = database_->ReadWrite([&](Session& session) -> absl::Status {
    EXPECT_OK(session.Execute(kAdd, {5, 1}));
    return error::Make(Code::kFailedPrecondition, "ACCOUNT_CLOSED", "closed");
  });
  EXPECT_STATUS(status, Refuses(Code::kFailedPrecondition, "ACCOUNT_CLOSED"));
  EXPECT_EQ(CommittedAmount(1), 100);
}

TEST_F(DatabaseTest, ReadWrite_ExceptionInTheBody_RollsBackAndIsAFailure) {
  const absl::Status wrong_read = database_->ReadWrite([&](Session& session) -> absl::Status {
    EXPECT_OK(session.Execute(kAdd, {5, 1}));
    const Rows rows = session.Query("SELECT NULL").value();
    return absl::InternalError(std::to_string(rows.at(0).Int64(0)));
  });
  EXPECT_STATUS(wrong_read, Refuses(Code::kInternal, kStoreFailure));
  const absl::Status foreign = database_->ReadWrite([&](Session&) -> absl::Status { throw 1; });
  EXPECT_STATUS(foreign, Refuses(Code::kInternal, kStoreFailure));
  EXPECT_EQ(CommittedAmount(1), 100);
  EXPECT_FALSE((*database_->Local())->in_transaction());
}

// The first run waits in vain for a row; its other statement must not be kept.
TEST_F(DatabaseTest, ReadWrite_LockWait_RunsAgainFromTheBeginning) {
  const auto holder = OpenSession();
  ASSERT_OK(holder->Begin());
  ASSERT_OK(holder->Execute(kAdd, {1, 1}));
  int runs = 0;
  const absl::Status status = database_->ReadWrite([&](Session& session) -> absl::Status {
    if (++runs == 2) {
      EXPECT_OK(holder->Rollback());
    }
    const absl::Status first = session.Execute(kAdd, {5, 2}).status();
    return first.ok() ? session.Execute(kAdd, {5, 1}).status() : first;
  });
  EXPECT_OK(status);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(CommittedAmount(1), 105);
  EXPECT_EQ(CommittedAmount(2), 105);
}

TEST_F(DatabaseTest, ReadWrite_ThreadsThatDeadlock_AllFinish) {
  constexpr int kTransfers = 100;
  const auto transfer_often = [&](int64_t from, int64_t to) {
    for (int i = 0; i < kTransfers; ++i) {
      EXPECT_OK(database_->ReadWrite([&](Session& session) -> absl::Status {
        const absl::Status taken = session.Execute(kAdd, {-1, from}).status();
        return taken.ok() ? session.Execute(kAdd, {1, to}).status() : taken;
      }));
    }
  };
  ASSERT_OK(observer_->Execute("UPDATE accounts SET amount_fen = 1000"));
  std::thread other(transfer_often, 1, 2);
  transfer_often(2, 1);
  other.join();
  EXPECT_EQ(CommittedAmount(1), 1'000);
  EXPECT_EQ(CommittedAmount(2), 1'000);
}

TEST_F(DatabaseTest, ReadWrite_ConflictThatTheBodyOverlooks_CommitsNothing) {
  const auto holder = OpenSession();
  ASSERT_OK(holder->Begin());
  ASSERT_OK(holder->Execute(kAdd, {1, 1}));
  options_.transaction_time_limit_ms = 1;
  const auto database = Database::Create(options_).value();
  const absl::Status status = database->ReadWrite([&](Session& session) -> absl::Status {
    EXPECT_OK(session.Execute(kAdd, {5, 2}));
    EXPECT_FALSE(session.Execute(kAdd, {5, 1}).ok());
    return absl::OkStatus();
  });
  EXPECT_STATUS(status, Refuses(Code::kAborted, kTransactionConflict));
  EXPECT_EQ(CommittedAmount(2), 100);
}

TEST_F(DatabaseTest, ReadWrite_ConflictWithoutEnd_StopsAfterEightRuns) {
  int runs = 0;
  EXPECT_STATUS(database_->ReadWrite([&](Session&) { return ++runs, Conflict(); }),
                Refuses(Code::kAborted, kTransactionConflict));
  EXPECT_EQ(runs, 8);
}

TEST_F(DatabaseTest, ReadWrite_PastItsTimeLimit_RunsNoMore) {
  options_.transaction_time_limit_ms = 1;
  const auto database = Database::Create(options_).value();
  int runs = 0;
  EXPECT_STATUS(database->ReadWrite([&](Session&) { return ++runs, Conflict(); }),
                Refuses(Code::kAborted, kTransactionConflict));
  EXPECT_EQ(runs, 1);
}

TEST_F(DatabaseTest, StopRerunning_EndsWithTheRunUnderWay) {
  int runs = 0;
  EXPECT_STATUS(database_->ReadWrite([&](Session&) {
    if (++runs == 3) database_->StopRerunning();
    return Conflict();
  }),
                Refuses(Code::kAborted, kTransactionConflict));
  EXPECT_EQ(runs, 3);
  EXPECT_OK(database_->ReadWrite([](Session&) { return absl::OkStatus(); }));
}

TEST_F(DatabaseTest, ReadWrite_LostAtCommit_IsUnknownAndNotRunAgain) {
  int runs = 0;
  const absl::Status status = database_->ReadWrite([&](Session& session) -> absl::Status {
    ++runs;
    EXPECT_OK(session.Execute(kAdd, {5, 1}));
    KillConnection(session.connection_id());
    return absl::OkStatus();
  });
  EXPECT_STATUS(status, Refuses(Code::kUnavailable, kCommitUnknown));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(CommittedAmount(1), 100);
}

// Statements of the lost connection were prepared: the new one must not run them.
TEST_F(DatabaseTest, ReadWrite_AfterTheIdleSessionWasClosed_UsesANewOne) {
  const auto add = [&](Session& session) { return session.Execute(kAdd, {5, 1}); };
  ASSERT_THAT(database_->ReadWrite(add), IsOkAndHolds(1));
  KillConnection((*database_->Local())->connection_id());
  EXPECT_THAT(database_->ReadWrite(add), IsOkAndHolds(1));
  EXPECT_EQ(CommittedAmount(1), 110);
}

TEST_F(DatabaseTest, ReadWrite_InsideItself_IsRefusedAndCommitsNothing) {
  const absl::Status status = database_->ReadWrite([&](Session& session) -> absl::Status {
    EXPECT_OK(session.Execute(kAdd, {5, 1}));
    return database_->ReadWrite([](Session&) { return absl::OkStatus(); });
  });
  EXPECT_STATUS(status, Refuses(Code::kInternal, kStoreFailure));
  EXPECT_EQ(CommittedAmount(1), 100);
}

TEST_F(DatabaseTest, Read_SeesOneSnapshotAndWritesNothing) {
  const auto result = database_->Read([&](Session& session) -> absl::StatusOr<int64_t> {
    EXPECT_OK(observer_->Execute(kAdd, {5, 1}));
    EXPECT_FALSE(session.Execute(kAdd, {7, 1}).ok());
    return session.Query(kAmount, {1}).value().at(0).Int64(0);
  });
  EXPECT_THAT(result, IsOkAndHolds(100));
  EXPECT_EQ(CommittedAmount(1), 105);
}

TEST_F(DatabaseTest, Local_OfTwoThreads_IsTwoSessionsAndEndsWithTheThread) {
  const int64_t ours = (*database_->Local())->connection_id();
  int64_t theirs = 0;
  std::thread([&] { theirs = (*database_->Local())->connection_id(); }).join();
  EXPECT_NE(ours, theirs);
  EXPECT_EQ((*database_->Local())->connection_id(), ours);
  AwaitGone(theirs);
}

TEST_F(DatabaseTest, Local_AfterALostConnection_IsANewSession) {
  Session* const session = *database_->Local();
  const int64_t lost = session->connection_id();
  KillConnection(lost);
  EXPECT_STATUS(session->Query(kAmount, {1}), Refuses(Code::kUnavailable, kStoreUnavailable));
  EXPECT_NE((*database_->Local())->connection_id(), lost);
  EXPECT_OK((*database_->Local())->Query(kAmount, {1}));
}

TEST_F(DatabaseTest, Local_OfADestroyedDatabase_IsClosed) {
  const int64_t connection_id = (*database_->Local())->connection_id();
  database_.reset();
  AwaitGone(connection_id);
}

TEST(DatabaseFaults, CrashOfTheServer_IsUnavailableAndLosesNothingCommitted) {
  test::PrivateDatabase server;
  const auto database = Database::Create(server.CreateSchema("faults")).value();
  const auto insert = [](Session& session) { return session.Execute("INSERT INTO t VALUES (1)"); };
  ASSERT_OK((*database->Local())->ExecuteText("CREATE TABLE t (a INT)"));
  ASSERT_OK(database->ReadWrite(insert));
  server.Kill();
  EXPECT_STATUS(database->ReadWrite(insert), Refuses(Code::kUnavailable, kStoreUnavailable));
  EXPECT_STATUS(database->Read(insert), Refuses(Code::kUnavailable, kStoreUnavailable));
  server.Restart();
  ASSERT_OK(database->ReadWrite(insert));
  ASSERT_OK_AND_ASSIGN(Session * session, database->Local());
  EXPECT_EQ(session->Query("SELECT COUNT(*) FROM t").value().at(0).Int64(0), 2);
}

}  // namespace
}  // namespace cobuild::mysql
