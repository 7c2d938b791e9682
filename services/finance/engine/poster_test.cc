#include "services/finance/engine/poster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {

using ::absl::StatusCode;
using ::cobuild::test::HasCode;
using ::cobuild::test::IsOk;
using ::cobuild::test::Refuses;

namespace {

constexpr auto kSubsidy = IncomeCategory::kSubsidyIncome;
constexpr char kVillage[] = "420115002201";

class PosterTest : public PosterFixture {
 protected:
  PosterTest() {
    PostAll(*poster_, {Alone(Free("a")), Alone(Open("a", "x")), Alone(Open("a", "y")),
                       Alone(Open("a", "capped", BalanceLimit::kDebitsMustNotExceedCredits))});
  }
  ~PosterTest() override { ExpectSound(); }

  std::unique_ptr<Poster> poster_ = MakePoster();
};

// ---- transfers ----

TEST_F(PosterTest, Post_MovesMoneyAndSaysWhereItStands) {
  const auto outcome = PostOne(*poster_, Move("a", "t1", "x", "y", 250));
  EXPECT_EQ(PositionOf(outcome), 5);
  EXPECT_EQ(std::get<Stamp>(*outcome).actor, "machine/test");
  EXPECT_EQ(AccountOf("a", "x").debits.value, 250);
  EXPECT_EQ(AccountOf("a", "y").credits.value, 250);
  EXPECT_EQ(committed_, 5);
}

TEST_F(PosterTest, Post_SameIdSameContent_ReturnsTheFirstResult) {
  const auto first = PostOne(*poster_, Move("a", "t1", "x", "y", 250));
  const auto again = PostOne(*poster_, Move("a", "t1", "x", "y", 250));
  EXPECT_EQ(std::get<Stamp>(*again), std::get<Stamp>(*first));
  EXPECT_EQ(AccountOf("a", "x").debits.value, 250);
}

TEST_F(PosterTest, Post_SameIdOtherContent_IsRefused) {
  Accept(*poster_, Move("a", "t1", "x", "y", 250));
  EXPECT_THAT(PostOne(*poster_, Move("a", "t1", "x", "y", 251)),
              Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  EXPECT_EQ(HeadPosition(), 5);
}

TEST_F(PosterTest, Post_RepeatedWhenItWouldBeRefusedNow_StillReturnsTheFirstResult) {
  Accept(*poster_, Move("a", "in", "x", "capped", 100));
  const auto first = PostOne(*poster_, Move("a", "out", "capped", "y", 100));
  // Another of that amount would exceed the limit; the repetition is none.
  EXPECT_THAT(PostOne(*poster_, Move("a", "out2", "capped", "y", 100)),
              Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "out", "capped", "y", 100))), PositionOf(first));
}

TEST_F(PosterTest, Post_Refused_StoresNothingAndKeepsTheIdFree) {
  EXPECT_THAT(PostOne(*poster_, Move("a", "t1", "x", "missing", 1)),
              Refuses(StatusCode::kNotFound, "CREDIT_ACCOUNT_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), 4);
  Accept(*poster_, Open("a", "missing"));
  EXPECT_OK(PostOne(*poster_, Move("a", "t1", "x", "missing", 1)));
}

TEST_F(PosterTest, Batch_GivesEachItsOwnResult) {
  const Results results =
      PostAll(*poster_, {Alone(Move("a", "t1", "x", "y", 1)), Alone(Move("a", "t2", "x", "no", 1)),
                         Alone(Move("a", "t1", "x", "y", 1)), Alone(Move("a", "t1", "x", "y", 2)),
                         Alone(Move("a", "t3", "y", "x", 1))});
  EXPECT_EQ(PositionOf(results[0]), 5);
  EXPECT_THAT(results[1], HasCode(StatusCode::kNotFound));
  EXPECT_EQ(PositionOf(results[2]), 5);
  EXPECT_THAT(results[3], Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  EXPECT_EQ(PositionOf(results[4]), 6);
}

TEST_F(PosterTest, Chain_AllOrNothing) {
  const Results results = PostAll(
      *poster_, {Alone(Move("a", "t0", "x", "y", 5)), Linked(Move("a", "t1", "x", "capped", 100)),
                 Linked(Move("a", "t2", "capped", "y", 101)), Alone(Move("a", "t3", "x", "y", 1)),
                 Alone(Move("a", "t4", "x", "y", 7))});
  EXPECT_EQ(PositionOf(results[0]), 5);
  EXPECT_THAT(results[1], Refuses(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED"));
  EXPECT_THAT(results[2], Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_THAT(results[3], Refuses(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED"));
  EXPECT_EQ(PositionOf(results[4]), 6);
  EXPECT_EQ(AccountOf("a", "capped").credits.value, 0);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 12);
}

TEST_F(PosterTest, Chain_SeesItsOwnEarlierTransfers) {
  const Results results = PostAll(*poster_, {Linked(Move("a", "t1", "x", "capped", 100)),
                                             Alone(Move("a", "t2", "capped", "y", 100))});
  EXPECT_EQ(PositionOf(results[0]), 5);
  EXPECT_EQ(PositionOf(results[1]), 6);
}

TEST_F(PosterTest, Chain_MaySpanLedgers) {
  PostAll(*poster_, {Alone(Free("b")), Alone(Open("b", "x")), Alone(Open("b", "y"))});
  const Results results = PostAll(
      *poster_, {Linked(Move("a", "t1", "x", "y", 9)), Alone(Move("b", "t1", "x", "no", 9))});
  EXPECT_THAT(results[0], HasCode(StatusCode::kAborted));
  EXPECT_EQ(AccountOf("a", "x").debits.value, 0);
}

TEST_F(PosterTest, Reverse_PostsTheOpposite) {
  Accept(*poster_, Move("a", "t1", "x", "y", 250));
  const auto outcome = PostOne(*poster_, Reverse("a", "t2", "t1"));
  ASSERT_OK(outcome);
  const auto& reversal = std::get<PostedTransfer>(*outcome);
  EXPECT_EQ(reversal.transfer.debit_account, "y");
  EXPECT_EQ(reversal.transfer.reverses, "t1");
  EXPECT_EQ(AccountOf("a", "x").credits.value, 250);
}

TEST_F(PosterTest, Reverse_TwiceUnderTwoIds_IsRefused) {
  Accept(*poster_, Move("a", "t1", "x", "y", 250));
  Accept(*poster_, Reverse("a", "t2", "t1"));
  EXPECT_THAT(PostOne(*poster_, Reverse("a", "t3", "t1")),
              Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
  EXPECT_THAT(PostOne(*poster_, Reverse("a", "t3", "t2")),
              Refuses(StatusCode::kFailedPrecondition, "REVERSAL_OF_REVERSAL"));
  EXPECT_OK(PostOne(*poster_, Reverse("a", "t2", "t1")));
}

TEST_F(PosterTest, Reverse_OfATransferOfTheSameBatch_Works) {
  const Results results =
      PostAll(*poster_, {Alone(Move("a", "t1", "x", "y", 250)), Alone(Reverse("a", "t2", "t1")),
                         Alone(Reverse("a", "t3", "t1"))});
  EXPECT_OK(results[1]);
  EXPECT_THAT(results[2], Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
  EXPECT_EQ(AccountOf("a", "x").credits.value, 250);
}

TEST_F(PosterTest, ValidateOnly_DecidesAndChangesNothing) {
  const Results results = PostAll(
      *poster_,
      {Alone(Move("a", "t1", "x", "capped", 100)), Alone(Move("a", "t2", "capped", "y", 100)),
       Alone(Move("a", "t3", "capped", "y", 1))},
      /*validate_only=*/true);
  EXPECT_EQ(PositionOf(results[0]), 0);
  EXPECT_EQ(PositionOf(results[1]), 0);
  EXPECT_THAT(results[2], Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_EQ(HeadPosition(), 4);
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "t1", "x", "y", 1))), 5);
}

TEST_F(PosterTest, ValidateOnly_OfARepetition_SaysWhereItStands) {
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "t1", "x", "y", 1), true)), 5);
  EXPECT_THAT(PostOne(*poster_, Move("a", "t1", "x", "y", 2), true),
              Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

// ---- ledgers and accounts ----

TEST_F(PosterTest, CreateLedger_WithAChart_OpensEveryAccount) {
  const auto outcome = PostOne(*poster_, VillageLedger(kVillage));
  EXPECT_EQ(PositionOf(outcome), 5);
  EXPECT_EQ(HeadPosition(), 5 + 33);
  EXPECT_EQ(AccountOf(kVillage, "501").facts.display_name, "经营收入");
  EXPECT_EQ(PositionOf(PostOne(*poster_, VillageLedger(kVillage))), 5);
  EXPECT_THAT(PostOne(*poster_, Free(kVillage)),
              Refuses(StatusCode::kInvalidArgument, "LEDGER_ID_REUSED"));
}

TEST_F(PosterTest, CreateLedger_ValidateOnly_CreatesNothing) {
  EXPECT_EQ(PositionOf(PostOne(*poster_, VillageLedger(kVillage), true)), 0);
  EXPECT_EQ(HeadPosition(), 4);
}

TEST_F(PosterTest, CloseAccount_TakesNoFurtherTransfer) {
  EXPECT_THAT(PostOne(*poster_, Command(CloseAccount{"a", "no"})),
              Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  EXPECT_THAT(PostOne(*poster_, Command(CloseAccount{"a", "x"})),
              Refuses(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_SETTLED"));
  Accept(*poster_, Move("a", "t2", "y", "x", 1));
  const auto trial = PostOne(*poster_, Command(CloseAccount{"a", "x"}), true);
  EXPECT_TRUE(std::get<Account>(*trial).is_closed);
  EXPECT_EQ(std::get<Account>(*trial).position(), 0);
  const auto closed = PostOne(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_EQ(std::get<Account>(*closed).position(), 7);
  const auto again = PostOne(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_EQ(std::get<Account>(*again).position(), 7);
  EXPECT_THAT(PostOne(*poster_, Move("a", "t3", "x", "y", 1)),
              Refuses(StatusCode::kFailedPrecondition, "DEBIT_ACCOUNT_CLOSED"));
}

// ---- income ----

class PosterIncomeTest : public PosterTest {
 protected:
  PosterIncomeTest() { Accept(*poster_, VillageLedger(kVillage)); }

  int64_t Credited() {
    const Account account = AccountOf(kVillage, "522");
    return account.credits.value - account.debits.value;
  }
};

TEST_F(PosterIncomeTest, Record_PostsAndRecords) {
  const auto outcome = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  ASSERT_OK(outcome);
  EXPECT_EQ(std::get<Income>(*outcome).recorded.position, HeadPosition());
  EXPECT_EQ(Credited(), 500);
  EXPECT_EQ(AccountOf(kVillage, "102").debits.value, 500);
}

TEST_F(PosterIncomeTest, Record_SameRequest_ReturnsTheFirstRecordEvenAfterACorrection) {
  const auto first = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  Accept(*poster_, Correct(kVillage, 2011, kSubsidy, 400, "r2"));
  const auto again = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  EXPECT_EQ(std::get<Income>(*again).recorded, std::get<Income>(*first).recorded);
  EXPECT_EQ(std::get<Income>(*again).facts.amount.value, 500);
  EXPECT_EQ(Credited(), 400);
}

TEST_F(PosterIncomeTest, Record_SameRequestIdForAnotherVillage_IsRefused) {
  Accept(*poster_, VillageLedger("420115002202"));
  Accept(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  EXPECT_THAT(PostOne(*poster_, Record("420115002202", 2011, kSubsidy, 500, "r1")),
              Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(PosterIncomeTest, Record_WithoutALedger_IsRefused) {
  EXPECT_THAT(PostOne(*poster_, Record("420115002299", 2011, kSubsidy, 500, "r1")),
              Refuses(StatusCode::kNotFound, "VILLAGE_LEDGER_NOT_FOUND"));
}

TEST_F(PosterIncomeTest, Correct_ReversesAndPostsAnew) {
  Accept(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  const int64_t before = HeadPosition();
  const auto outcome = PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 700, "r2"));
  EXPECT_EQ(HeadPosition(), before + 3);
  EXPECT_EQ(std::get<Income>(*outcome).facts.correction_reason, "审计");
  EXPECT_EQ(std::get<Income>(*outcome).facts.source, "年报");
  EXPECT_EQ(Credited(), 700);
}

TEST_F(PosterIncomeTest, Correct_ToZeroAndBack_PostsOnlyWhatMoves) {
  Accept(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  const int64_t before = HeadPosition();
  Accept(*poster_, Correct(kVillage, 2011, kSubsidy, 0, "r2"));
  EXPECT_EQ(HeadPosition(), before + 2);
  EXPECT_EQ(Credited(), 0);
  Accept(*poster_, Correct(kVillage, 2011, kSubsidy, 300, "r3"));
  EXPECT_EQ(HeadPosition(), before + 4);
  EXPECT_EQ(Credited(), 300);
}

TEST_F(PosterIncomeTest, Correct_WhenTheNewPostingIsRefused_ReversesNothing) {
  Accept(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  Accept(*poster_, Correct(kVillage, 2011, kSubsidy, 0, "r2"));
  Accept(*poster_, Command(CloseAccount{kVillage, "522"}));
  const int64_t before = HeadPosition();
  EXPECT_THAT(PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 300, "r3")),
              Refuses(StatusCode::kFailedPrecondition, "CREDIT_ACCOUNT_CLOSED"));
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(PosterIncomeTest, Correct_OfAPostingReversedByHand_IsRefusedWhole) {
  const auto recorded = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  const std::string transfer = std::get<Income>(*recorded).facts.transfer;
  Accept(*poster_, Reverse(kVillage, "by-hand", transfer));
  const int64_t before = HeadPosition();
  EXPECT_THAT(PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 700, "r2")),
              Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(PosterIncomeTest, Correct_SameRequest_ReturnsTheFirstAnswer) {
  Accept(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  const auto first = PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 700, "r2"));
  const auto again = PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 700, "r2"));
  EXPECT_EQ(std::get<Income>(*again).recorded, std::get<Income>(*first).recorded);
  EXPECT_EQ(Credited(), 700);
}

TEST_F(PosterIncomeTest, ValidateOnly_SaysWhatWouldBe) {
  const auto outcome = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"), true);
  EXPECT_EQ(std::get<Income>(*outcome).recorded.position, 0);
  EXPECT_EQ(std::get<Income>(*outcome).facts.amount.value, 500);
  EXPECT_EQ(Credited(), 0);
}

// ---- callers ----

TEST_F(PosterTest, ManyCallersAtOnce_EachGetTheirOwnAnswer) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 500; ++i) {
    answers.push_back(Submit(*poster_, {Alone(Move("a", "m" + std::to_string(i), "x", "y", 1))}));
  }
  std::set<int64_t> positions;
  for (auto& answer : answers) positions.insert(PositionOf((*answer.get())[0]));
  EXPECT_EQ(positions.size(), 500u);
  EXPECT_EQ(*positions.rbegin() - *positions.begin(), 499);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 500);
}

TEST_F(PosterTest, Expired_IsNotDecided) {
  std::promise<Answer> promise;
  poster_->Submit({.items = {Alone(Move("a", "t1", "x", "y", 1))},
                   .actor = "machine/test",
                   .validate_only = false,
                   .deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1),
                   .done = [&](Answer answer) { promise.set_value(std::move(answer)); }});
  EXPECT_THAT(promise.get_future().get(), HasCode(StatusCode::kDeadlineExceeded));
  EXPECT_EQ(HeadPosition(), 4);
}

TEST_F(PosterTest, Stop_AnswersWhatWaitsAndTakesNothingMore) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 100; ++i) {
    answers.push_back(Submit(*poster_, {Alone(Move("a", "m" + std::to_string(i), "x", "y", 1))}));
  }
  poster_->Stop();
  for (auto& answer : answers) EXPECT_OK(answer.get());
  EXPECT_THAT(PostOne(*poster_, Move("a", "late", "x", "y", 1)),
              Refuses(StatusCode::kUnavailable, "DRAINING"));
}

TEST_F(PosterTest, TimeThatGoesBack_IsNotFollowed) {
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  clock_.Set({5});
  Accept(*poster_, Move("a", "t2", "x", "y", 1));
  const auto entries = *store_reader().ListEntries(4, 10);
  EXPECT_GT(entries[1].stamp.time, entries[0].stamp.time);
}

// ---- another process on the same books ----

TEST_F(PosterTest, TwoPosters_SeeEachOthersBalancesAndIds) {
  const auto other = MakePoster();
  Accept(*poster_, Move("a", "in", "x", "capped", 100));
  EXPECT_OK(PostOne(*other, Move("a", "out", "capped", "y", 60)));
  EXPECT_THAT(PostOne(*poster_, Move("a", "out2", "capped", "y", 60)),
              Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_OK(PostOne(*other, Move("a", "in", "x", "capped", 100)));
  EXPECT_EQ(AccountOf("a", "capped").credits.value, 100);
  Accept(*other, Move("a", "more", "x", "capped", 20));
  EXPECT_OK(PostOne(*poster_, Move("a", "out2", "capped", "y", 60)));
}

TEST_F(PosterTest, TwoPosters_ClosedByOne_IsClosedToTheOther) {
  const auto other = MakePoster();
  Accept(*other, Move("a", "t1", "x", "y", 1));
  Accept(*other, Move("a", "t2", "y", "x", 1));
  Accept(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_THAT(PostOne(*other, Move("a", "t3", "x", "y", 1)),
              Refuses(StatusCode::kFailedPrecondition, "DEBIT_ACCOUNT_CLOSED"));
}

TEST_F(PosterTest, TwoPosters_PostingTogether_LoseNothing) {
  const auto other = MakePoster();
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&, caller] {
      Poster& mine = caller % 2 == 0 ? *poster_ : *other;
      for (int i = 0; i < 200; ++i) {
        const std::string id = "c" + std::to_string(caller) + "-" + std::to_string(i);
        EXPECT_OK(PostOne(mine, Move("a", id, i % 2 == 0 ? "x" : "y", i % 2 == 0 ? "y" : "x", 1)));
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(HeadPosition(), 4 + 800);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 400);
  EXPECT_EQ(AccountOf("a", "x").credits.value, 400);
}

TEST_F(PosterTest, SmallCache_ForgetsAndLoadsAgain) {
  const auto small = MakePoster({.cached_accounts = 2});
  for (int i = 0; i < 20; ++i) {
    EXPECT_OK(PostOne(*small, Move("a", "s" + std::to_string(i), "x", "y", 1)));
    EXPECT_OK(PostOne(*small, Move("a", "c" + std::to_string(i), "y", "capped", 1)));
  }
  EXPECT_EQ(AccountOf("a", "y").credits.value, 20);
  EXPECT_EQ(AccountOf("a", "y").debits.value, 20);
}

}  // namespace
}  // namespace cobuild::finance
