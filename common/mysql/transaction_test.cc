// Transactions of one session when the connection, a lock or a deadlock gets in their way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "common/mysql/errors.h"
#include "common/mysql/session.h"
#include "common/mysql/store_test.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

constexpr char kFirstAmount[] = "SELECT amount_fen FROM accounts WHERE id = 1";

class TransactionTest : public StoreTest {
 protected:
  TransactionTest() : session_(OpenSession()) {
    EXPECT_OK(observer_->Execute(kInsert, {1, "a", 100}));
    EXPECT_OK(observer_->Execute(kInsert, {2, "b", 100}));
  }

  std::unique_ptr<Session> session_;
};

TEST_F(TransactionTest, Commit_Keeps) {
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  EXPECT_EQ(CommittedAmount(1), 100);
  ASSERT_OK(session_->Commit());
  EXPECT_EQ(CommittedAmount(1), 105);
}

TEST_F(TransactionTest, Rollback_KeepsNothing) {
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  ASSERT_OK(session_->Rollback());
  EXPECT_EQ(CommittedAmount(1), 100);
}

// The driver's own commit() reports success here.
TEST_F(TransactionTest, Commit_OnAKilledConnection_IsUnknownAndKeptNothing) {
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  KillConnection(session_->connection_id());
  EXPECT_STATUS(session_->Commit(), Refuses(Code::kUnavailable, kCommitUnknown));
  EXPECT_FALSE(session_->usable());
  EXPECT_EQ(CommittedAmount(1), 100);
}

TEST_F(TransactionTest, Statement_OnAKilledConnection_IsUnavailableUntilRollback) {
  ASSERT_OK(session_->Execute(kAdd, {1, 1}));  // prepared before the loss
  ASSERT_OK(session_->Begin());
  KillConnection(session_->connection_id());
  const auto unavailable = Refuses(Code::kUnavailable, kStoreUnavailable);
  EXPECT_STATUS(session_->Execute(kAdd, {5, 1}), unavailable);
  EXPECT_STATUS(session_->Query("SELECT 1"), unavailable);
  EXPECT_STATUS(session_->Commit(), unavailable);  // it was never sent: not unknown
  EXPECT_OK(session_->Rollback());
  EXPECT_FALSE(session_->usable());
  EXPECT_EQ(CommittedAmount(1), 101);
}

TEST_F(TransactionTest, LockWait_IsAConflictAndNothingOfTheTransactionCanStay) {
  Options options = options_;
  options.lock_wait_timeout_s = 1;
  const auto waiting = OpenSession(options);
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {1, 1}));
  ASSERT_OK(waiting->Begin());
  ASSERT_OK(waiting->Execute(kAdd, {5, 2}));
  const auto conflict = Refuses(Code::kAborted, kTransactionConflict);
  EXPECT_STATUS(waiting->Execute(kAdd, {5, 1}), conflict);
  // The server undid one statement and would still commit the other.
  EXPECT_STATUS(waiting->Execute(kAdd, {5, 2}), conflict);
  EXPECT_STATUS(waiting->Commit(), conflict);
  EXPECT_OK(waiting->Rollback());
  EXPECT_EQ(CommittedAmount(2), 100);
  EXPECT_OK(waiting->Execute(kAdd, {5, 2}));
}

TEST_F(TransactionTest, Deadlock_IsAConflictForOneAndTheOtherCommits) {
  const auto other = OpenSession();
  ASSERT_OK(session_->Begin());
  ASSERT_OK(other->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  // The server gives up the transaction that wrote less.
  for (int id = 10; id < 20; ++id) {
    ASSERT_OK(other->Execute(kInsert, {id, std::to_string(id), 0}));
  }
  ASSERT_OK(other->Execute(kAdd, {7, 2}));
  absl::Status of_other;
  std::thread thread([&] { of_other = other->Execute(kAdd, {7, 1}).status(); });
  AwaitLockWait();
  const auto conflict = Refuses(Code::kAborted, kTransactionConflict);
  EXPECT_STATUS(session_->Execute(kAdd, {5, 2}), conflict);
  thread.join();
  EXPECT_OK(of_other);
  EXPECT_OK(other->Commit());
  // The server has ended the transaction: this would commit by itself.
  EXPECT_STATUS(session_->Execute(kAdd, {1'000, 1}), conflict);
  EXPECT_STATUS(session_->Commit(), conflict);
  EXPECT_OK(session_->Rollback());
  EXPECT_EQ(CommittedAmount(1), 107);
  EXPECT_EQ(CommittedAmount(2), 107);
}

TEST_F(TransactionTest, Duplicate_LeavesTheTransactionRunning) {
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  EXPECT_STATUS(session_->Execute(kInsert, {1, "c", 0}),
                Refuses(Code::kAlreadyExists, kDuplicateKey));
  ASSERT_OK(session_->Commit());
  EXPECT_EQ(CommittedAmount(1), 105);
}

TEST_F(TransactionTest, BeginInsideATransaction_IsRefusedAndCommitsNothing) {
  ASSERT_OK(session_->Begin());
  ASSERT_OK(session_->Execute(kAdd, {5, 1}));
  EXPECT_STATUS(session_->Begin(), Refuses(Code::kInternal, kStoreFailure));
  EXPECT_STATUS(session_->BeginReadOnly(), Refuses(Code::kInternal, kStoreFailure));
  ASSERT_OK(session_->Rollback());
  EXPECT_EQ(CommittedAmount(1), 100);
}

TEST_F(TransactionTest, CommitOrRollbackOutsideATransaction_IsRefused) {
  EXPECT_STATUS(session_->Commit(), Refuses(Code::kInternal, kStoreFailure));
  EXPECT_STATUS(session_->Rollback(), Refuses(Code::kInternal, kStoreFailure));
}

TEST_F(TransactionTest, ReadOnly_SeesOneSnapshotAndRefusesWrites) {
  ASSERT_OK(session_->BeginReadOnly());
  ASSERT_OK(observer_->Execute(kAdd, {5, 1}));
  EXPECT_EQ(session_->Query(kFirstAmount).value().at(0).Int64(0), 100);
  EXPECT_STATUS(session_->Execute(kAdd, {5, 1}), Refuses(Code::kInternal, kStoreFailure));
  ASSERT_OK(session_->Commit());
  EXPECT_EQ(session_->Query(kFirstAmount).value().at(0).Int64(0), 105);
}

TEST_F(TransactionTest, ReadWriteAfterReadOnly_IsReadCommittedAgain) {
  ASSERT_OK(session_->BeginReadOnly());
  ASSERT_OK(session_->Commit());
  ASSERT_OK(session_->Begin());
  EXPECT_EQ(session_->Query(kFirstAmount).value().at(0).Int64(0), 100);
  ASSERT_OK(observer_->Execute(kAdd, {5, 1}));
  EXPECT_EQ(session_->Query(kFirstAmount).value().at(0).Int64(0), 105);
  ASSERT_OK(session_->Rollback());
}

}  // namespace
}  // namespace cobuild::mysql
