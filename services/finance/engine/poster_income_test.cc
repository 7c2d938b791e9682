#include "services/finance/engine/poster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::Refuses;

constexpr auto kSubsidy = IncomeCategory::kSubsidyIncome;

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
  EXPECT_STATUS(PostOne(*poster_, Record("420115002202", 2011, kSubsidy, 500, "r1")),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(PosterIncomeTest, Record_WithoutALedger_IsRefused) {
  EXPECT_STATUS(PostOne(*poster_, Record("420115002299", 2011, kSubsidy, 500, "r1")),
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
  EXPECT_STATUS(PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 300, "r3")),
                Refuses(StatusCode::kFailedPrecondition, "CREDIT_ACCOUNT_CLOSED"));
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(PosterIncomeTest, Correct_OfAPostingReversedByHand_IsRefusedWhole) {
  const auto recorded = PostOne(*poster_, Record(kVillage, 2011, kSubsidy, 500, "r1"));
  const std::string transfer = std::get<Income>(*recorded).facts.transfer;
  Accept(*poster_, Reverse(kVillage, "by-hand", transfer));
  const int64_t before = HeadPosition();
  EXPECT_STATUS(PostOne(*poster_, Correct(kVillage, 2011, kSubsidy, 700, "r2")),
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

}  // namespace
}  // namespace cobuild::finance
