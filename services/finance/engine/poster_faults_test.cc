// The poster over a database that fails: every caller hears the truth, and the books stay right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>

#include "common/error/error.h"
#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::HasCode;
using ::cobuild::test::Refuses;

absl::Status Unavailable() {
  return error::Make(StatusCode::kUnavailable, "STORE_UNAVAILABLE", "gone");
}
absl::Status Conflict() {
  return error::Make(StatusCode::kAborted, "TRANSACTION_CONFLICT", "again");
}
absl::Status CommitUnknown() {
  return error::Make(StatusCode::kUnavailable, "COMMIT_UNKNOWN", "who knows");
}

enum class Step { kBegin, kRead, kWrite, kCommit, kCommitThenLose };

// What is to go wrong, in order; shared with the test.
class Faults {
 public:
  void Add(Step step, const absl::Status& status, int times = 1) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < times; ++i) planned_.push_back({step, status});
  }
  // OK unless a fault of `step` is next.
  absl::Status Next(Step step) {
    const std::lock_guard lock(mutex_);
    if (planned_.empty() || planned_.front().step != step) return absl::OkStatus();
    absl::Status status = planned_.front().status;
    planned_.pop_front();
    return status;
  }
  // From now on all is well.
  void End() {
    const std::lock_guard lock(mutex_);
    planned_.clear();
  }
  bool AllHappened() {
    const std::lock_guard lock(mutex_);
    return planned_.empty();
  }

 private:
  struct Fault {
    Step step;
    absl::Status status;
  };
  std::mutex mutex_;
  std::deque<Fault> planned_;
};

class FaultyWriter : public Writer {
 public:
  FaultyWriter(std::unique_ptr<Writer> inner, Faults& faults)
      : inner_(std::move(inner)), faults_(faults) {}

  absl::StatusOr<Head> Begin() override {
    if (absl::Status status = faults_.Next(Step::kBegin); !status.ok()) return status;
    return inner_->Begin();
  }
  absl::StatusOr<std::vector<Ledger>> ReadLedgers(const std::vector<std::string>& ids) override {
    return inner_->ReadLedgers(ids);
  }
  absl::StatusOr<std::vector<RecordStated>> ReadRecords(int64_t after, int64_t upto,
                                                        int limit) override {
    return inner_->ReadRecords(after, upto, limit);
  }
  absl::StatusOr<std::vector<Account>> ReadAccounts(const std::vector<Key>& keys) override {
    if (absl::Status status = faults_.Next(Step::kRead); !status.ok()) return status;
    return inner_->ReadAccounts(keys);
  }
  absl::StatusOr<std::vector<PostedTransfer>> ReadTransfers(const std::vector<Key>& keys) override {
    return inner_->ReadTransfers(keys);
  }
  absl::StatusOr<std::vector<Income>> ReadIncomes(const std::vector<IncomeKey>& keys) override {
    return inner_->ReadIncomes(keys);
  }
  absl::StatusOr<std::vector<Income>> ReadIncomesByRequest(
      const std::vector<base::Digest>& keys) override {
    return inner_->ReadIncomesByRequest(keys);
  }
  absl::StatusOr<std::optional<std::vector<Key>>> AccountsTouchedAfter(int64_t position,
                                                                       int limit) override {
    return inner_->AccountsTouchedAfter(position, limit);
  }
  absl::Status Write(const Batch& batch) override {
    if (absl::Status status = faults_.Next(Step::kWrite); !status.ok()) return status;
    return inner_->Write(batch);
  }
  absl::Status Commit() override {
    if (absl::Status status = faults_.Next(Step::kCommit); !status.ok()) return status;
    absl::Status committed = inner_->Commit();
    if (absl::Status status = faults_.Next(Step::kCommitThenLose); !status.ok()) return status;
    return committed;
  }
  void Rollback() override { inner_->Rollback(); }
  absl::StatusOr<bool> Holds(int64_t position, const base::Digest& digest) override {
    return inner_->Holds(position, digest);
  }

 private:
  const std::unique_ptr<Writer> inner_;
  Faults& faults_;
};

class PosterFaultsTest : public PosterFixture {
 public:
  ~PosterFaultsTest() override {
    EXPECT_TRUE(faults_.AllHappened());
    ExpectSound();
  }

 protected:
  PosterFaultsTest() {
    PostAll(*poster_, {Alone(Free("a")), Alone(Open("a", "x")), Alone(Open("a", "y"))});
  }

  absl::StatusOr<Outcome> PostT1() { return PostOne(*poster_, Move("a", "t1", "x", "y", 7)); }

  Faults faults_;
  std::unique_ptr<Poster> poster_ =
      MakePoster(std::make_unique<FaultyWriter>(store_.MakeWriter(), faults_),
                 {.settle_timeout = std::chrono::milliseconds(50)});
};

TEST_F(PosterFaultsTest, Conflict_IsTriedAgainUnseen) {
  faults_.Add(Step::kBegin, Conflict());
  faults_.Add(Step::kWrite, Conflict());
  EXPECT_EQ(PositionOf(PostT1()), 4);
}

TEST_F(PosterFaultsTest, ConflictForEver_IsToldInTheEnd) {
  faults_.Add(Step::kBegin, Conflict(), 3);
  EXPECT_STATUS(PostT1(), Refuses(StatusCode::kAborted, "TRANSACTION_CONFLICT"));
  EXPECT_EQ(PositionOf(PostT1()), 4);
}

TEST_F(PosterFaultsTest, LostConnection_IsTriedAgainUnseen) {
  faults_.Add(Step::kWrite, Unavailable());
  EXPECT_EQ(PositionOf(PostT1()), 4);
}

TEST_F(PosterFaultsTest, NoDatabase_IsToldAndForgotten) {
  faults_.Add(Step::kBegin, Unavailable(), 3);
  EXPECT_STATUS(PostT1(), Refuses(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  EXPECT_EQ(HeadPosition(), 3);
  EXPECT_EQ(PositionOf(PostT1()), 4);
}

TEST_F(PosterFaultsTest, FullDisk_IsToldAtOnce) {
  faults_.Add(Step::kWrite, error::Make(StatusCode::kResourceExhausted, "STORE_FULL", "full"));
  EXPECT_STATUS(PostT1(), Refuses(StatusCode::kResourceExhausted, "STORE_FULL"));
  EXPECT_EQ(AccountOf("a", "x").debits.value, 0);
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 7);
}

TEST_F(PosterFaultsTest, FailedRead_LeavesNothingBehind) {
  Accept(*poster_, Open("a", "z"));
  const auto fresh = MakePoster(std::make_unique<FaultyWriter>(store_.MakeWriter(), faults_));
  faults_.Add(Step::kRead, error::Make(StatusCode::kInternal, "STORE_FAILURE", "bad"));
  EXPECT_STATUS(PostOne(*fresh, Move("a", "t1", "x", "z", 7)), HasCode(StatusCode::kInternal));
  EXPECT_OK(PostOne(*fresh, Move("a", "t1", "x", "z", 7)));
}

TEST_F(PosterFaultsTest, UnknownCommitThatStands_IsAnsweredAsDone) {
  faults_.Add(Step::kCommitThenLose, CommitUnknown());
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 7);
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "t2", "x", "y", 1))), 5);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 8);
}

TEST_F(PosterFaultsTest, UnknownCommitThatFell_IsPostedAgain) {
  faults_.Add(Step::kCommit, CommitUnknown());
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 7);
}

TEST_F(PosterFaultsTest, UnknownCommitAndShortOutage_IsSettledOnceTheDatabaseIsBack) {
  faults_.Add(Step::kCommitThenLose, CommitUnknown());
  faults_.Add(Step::kBegin, Unavailable(), 2);
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_EQ(HeadPosition(), 4);
}

TEST_F(PosterFaultsTest, UnknownCommitAndLongOutage_SaysThatNobodyKnows) {
  faults_.Add(Step::kCommitThenLose, CommitUnknown());
  faults_.Add(Step::kBegin, Unavailable(), 1'000);
  EXPECT_STATUS(PostT1(), Refuses(StatusCode::kUnavailable, "COMMIT_UNKNOWN"));
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t2", "x", "y", 1)), HasCode(StatusCode::kUnavailable));
  faults_.End();
  // It did stand, and asking again finds it.
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 7);
}

TEST_F(PosterFaultsTest, Stop_DuringAnUnknownCommit_DoesNotWaitForTheDatabase) {
  const auto patient = MakePoster(std::make_unique<FaultyWriter>(store_.MakeWriter(), faults_),
                                  {.settle_timeout = std::chrono::minutes(10)});
  faults_.Add(Step::kCommitThenLose, CommitUnknown());
  faults_.Add(Step::kBegin, Unavailable());
  auto answer = Submit(*patient, {Alone(Move("a", "t1", "x", "y", 7))});
  patient->Stop();
  answer.wait();
}

TEST_F(PosterFaultsTest, IdTakenByAnotherProcess_IsFoundByTheWrite) {
  const auto other = MakePoster();
  EXPECT_EQ(PositionOf(PostOne(*other, Move("a", "t1", "x", "y", 7))), 4);
  EXPECT_EQ(PositionOf(PostT1()), 4);
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t1", "x", "y", 8)),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

TEST_F(PosterFaultsTest, QueueFull_IsToldAtOnce) {
  const auto narrow = MakePoster({.queue_entries = 2});
  // Holds the head, so that nothing is taken off the queue for good.
  const auto holder = store_.MakeWriter();
  ASSERT_OK(holder->Begin());
  std::vector<std::future<Answer>> answers;
  int overloaded = 0;
  for (int i = 0; i < 20; ++i) {
    answers.push_back(Submit(*narrow, {Alone(Move("a", "q" + std::to_string(i), "x", "y", 1))}));
  }
  holder->Rollback();
  for (auto& answer : answers) {
    const Answer result = answer.get();
    if (result.ok()) continue;
    EXPECT_STATUS(result, Refuses(StatusCode::kUnavailable, "OVERLOADED"));
    ++overloaded;
  }
  EXPECT_GE(overloaded, 1);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 20 - overloaded);
}

}  // namespace
}  // namespace cobuild::finance
