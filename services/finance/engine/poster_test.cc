#include "services/finance/engine/poster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::HasCode;
using ::cobuild::test::Refuses;

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
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t1", "x", "y", 251)),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  EXPECT_EQ(HeadPosition(), 5);
}

TEST_F(PosterTest, Post_RepeatedWhenItWouldBeRefusedNow_StillReturnsTheFirstResult) {
  Accept(*poster_, Move("a", "in", "x", "capped", 100));
  const auto first = PostOne(*poster_, Move("a", "out", "capped", "y", 100));
  // Another of that amount would exceed the limit; the repetition is none.
  EXPECT_STATUS(PostOne(*poster_, Move("a", "out2", "capped", "y", 100)),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "out", "capped", "y", 100))), PositionOf(first));
}

TEST_F(PosterTest, Post_Refused_StoresNothingAndKeepsTheIdFree) {
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t1", "x", "missing", 1)),
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
  EXPECT_STATUS(results[1], HasCode(StatusCode::kNotFound));
  EXPECT_EQ(PositionOf(results[2]), 5);
  EXPECT_STATUS(results[3], Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  EXPECT_EQ(PositionOf(results[4]), 6);
}

TEST_F(PosterTest, Chain_AllOrNothing) {
  const Results results = PostAll(
      *poster_, {Alone(Move("a", "t0", "x", "y", 5)), Linked(Move("a", "t1", "x", "capped", 100)),
                 Linked(Move("a", "t2", "capped", "y", 101)), Alone(Move("a", "t3", "x", "y", 1)),
                 Alone(Move("a", "t4", "x", "y", 7))});
  EXPECT_EQ(PositionOf(results[0]), 5);
  EXPECT_STATUS(results[1], Refuses(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED"));
  EXPECT_STATUS(results[2], Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_STATUS(results[3], Refuses(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED"));
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
  EXPECT_STATUS(results[0], HasCode(StatusCode::kAborted));
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
  EXPECT_STATUS(PostOne(*poster_, Reverse("a", "t3", "t1")),
                Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
  EXPECT_STATUS(PostOne(*poster_, Reverse("a", "t3", "t2")),
                Refuses(StatusCode::kFailedPrecondition, "REVERSAL_OF_REVERSAL"));
  EXPECT_OK(PostOne(*poster_, Reverse("a", "t2", "t1")));
}

TEST_F(PosterTest, Reverse_OfATransferOfTheSameBatch_Works) {
  const Results results =
      PostAll(*poster_, {Alone(Move("a", "t1", "x", "y", 250)), Alone(Reverse("a", "t2", "t1")),
                         Alone(Reverse("a", "t3", "t1"))});
  EXPECT_OK(results[1]);
  EXPECT_STATUS(results[2], Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
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
  EXPECT_STATUS(results[2], Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_EQ(HeadPosition(), 4);
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "t1", "x", "y", 1))), 5);
}

TEST_F(PosterTest, ValidateOnly_OfARepetition_SaysWhereItStands) {
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  EXPECT_EQ(PositionOf(PostOne(*poster_, Move("a", "t1", "x", "y", 1), true)), 5);
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t1", "x", "y", 2), true),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

// ---- ledgers and accounts ----

TEST_F(PosterTest, CreateLedger_WithAChart_OpensEveryAccount) {
  const auto outcome = PostOne(*poster_, VillageLedger(kVillage));
  EXPECT_EQ(PositionOf(outcome), 5);
  EXPECT_EQ(HeadPosition(), 5 + 33);
  EXPECT_EQ(AccountOf(kVillage, "501").facts.display_name, "经营收入");
  EXPECT_EQ(PositionOf(PostOne(*poster_, VillageLedger(kVillage))), 5);
  EXPECT_STATUS(PostOne(*poster_, Free(kVillage)),
                Refuses(StatusCode::kInvalidArgument, "LEDGER_ID_REUSED"));
}

TEST_F(PosterTest, CreateLedger_ValidateOnly_CreatesNothing) {
  EXPECT_EQ(PositionOf(PostOne(*poster_, VillageLedger(kVillage), true)), 0);
  EXPECT_EQ(HeadPosition(), 4);
}

TEST_F(PosterTest, CloseAccount_TakesNoFurtherTransfer) {
  EXPECT_STATUS(PostOne(*poster_, Command(CloseAccount{"a", "no"})),
                Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  EXPECT_STATUS(PostOne(*poster_, Command(CloseAccount{"a", "x"})),
                Refuses(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_SETTLED"));
  Accept(*poster_, Move("a", "t2", "y", "x", 1));
  const auto trial = PostOne(*poster_, Command(CloseAccount{"a", "x"}), true);
  EXPECT_TRUE(std::get<Account>(*trial).is_closed);
  EXPECT_EQ(std::get<Account>(*trial).position(), 0);
  const auto closed = PostOne(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_EQ(std::get<Account>(*closed).position(), 7);
  const auto again = PostOne(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_EQ(std::get<Account>(*again).position(), 7);
  EXPECT_STATUS(PostOne(*poster_, Move("a", "t3", "x", "y", 1)),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_ACCOUNT_CLOSED"));
}

}  // namespace
}  // namespace cobuild::finance
