#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::Refuses;

Fund Named(const std::string& name) {
  Fund fund;
  fund.display_name = name;
  return fund;
}

// A unit of the ledger "a": an account, a transfer from "capped" and a fund.
Command PayAndState(int64_t amount_fen, const std::string& request_id,
                    absl::Status when_exceeded = {}) {
  const RequestClaim request =
      ClaimOf("machine/test", "Pay", request_id, base::Sha256(std::to_string(amount_fen)));
  return ChangeRecords{
      request, [=](Standing&) -> absl::StatusOr<Unit> {
        Unit unit;
        unit.accounts = {{.ledger = "a", .id = "opened", .display_name = "新", .code = ""}};
        unit.transfers = {
            {{"a", IdFrom("pay", request), "capped", "opened", {amount_fen}, {2011, 6, 1}, "", ""},
             when_exceeded}};
        unit.records = {records::Widen<AnyFacts>(
            records::Record<Fund>{.id = "paid", .facts = Named(request_id)})};
        return unit;
      }};
}

class PosterRecordsTest : public PosterTest {
 protected:
  // What reads see by the first poster's memory.
  std::string NameIn(const LiveRecords& records, const std::string& id) {
    return records.Read([&](const RecordState& state) -> std::string {
      const auto* fund = state.Of<Fund>().Find(id, state.position());
      return fund == nullptr ? "" : fund->facts.display_name;
    });
  }
  bool AccountExists(const std::string& id) {
    return store_reader().FindAccount({"a", id})->has_value();
  }
};

TEST_F(PosterRecordsTest, Unit_IsSeenByItsCallerAtOnce) {
  Accept(*poster_, StateFund("f", Named("one"), "r1"));
  EXPECT_EQ(NameIn(records_.front(), "f"), "one");
  EXPECT_EQ(records_.front().Read([](const RecordState& state) { return state.position(); }),
            HeadPosition());
}

TEST_F(PosterRecordsTest, Unit_MovesMoneyAndRecordsTogether) {
  Accept(*poster_, Move("a", "in", "x", "capped", 10));
  const int64_t before = HeadPosition();
  const auto answer = PostOne(*poster_, PayAndState(7, "r1"));
  ASSERT_OK(answer);
  EXPECT_EQ(std::get<AnyRecord>(*answer).position, before + 3);
  EXPECT_EQ(AccountOf("a", "opened").credits.value, 7);
  const std::vector<Entry> entries = *store_reader().ListEntries(before, 10);
  for (const Entry& entry : entries) {
    EXPECT_EQ(entry.request_id, "r1");
  }
}

TEST_F(PosterRecordsTest, Unit_BeyondALimit_LeavesNothing) {
  const int64_t before = HeadPosition();
  EXPECT_STATUS(PostOne(*poster_, PayAndState(7, "r1")),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_EQ(HeadPosition(), before);
  EXPECT_FALSE(AccountExists("opened"));
  EXPECT_EQ(NameIn(records_.front(), "paid"), "");
  EXPECT_STATUS(
      PostOne(*poster_,
              PayAndState(7, "r1", error::Make(StatusCode::kFailedPrecondition, "OWN", ""))),
      Refuses(StatusCode::kFailedPrecondition, "OWN"));
}

TEST_F(PosterRecordsTest, Unit_ThatWasRefused_MayBeAskedForAgain) {
  EXPECT_FALSE(PostOne(*poster_, PayAndState(7, "r1")).ok());
  Accept(*poster_, Move("a", "in", "x", "capped", 10));
  EXPECT_OK(PostOne(*poster_, PayAndState(7, "r1")));
}

TEST_F(PosterRecordsTest, Retry_IsAnsweredWithTheFirst) {
  Accept(*poster_, Move("a", "in", "x", "capped", 10));
  const auto first = PostOne(*poster_, PayAndState(7, "r1"));
  const int64_t head = HeadPosition();
  const auto again = PostOne(*poster_, PayAndState(7, "r1"));
  ASSERT_OK(again);
  EXPECT_EQ(std::get<AnyRecord>(*again), std::get<AnyRecord>(*first));
  EXPECT_EQ(HeadPosition(), head);
  EXPECT_EQ(PostOne(*poster_, PayAndState(8, "r1")).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(PosterRecordsTest, ValidateOnly_HasNoPositionAndIsNotSeen) {
  const auto answer = PostOne(*poster_, StateFund("f", Named("one"), "r1"), true);
  ASSERT_OK(answer);
  EXPECT_EQ(std::get<AnyRecord>(*answer).position, 0);
  EXPECT_EQ(NameIn(records_.front(), "f"), "");
  EXPECT_OK(PostOne(*poster_, StateFund("f", Named("one"), "r1")));
}

TEST_F(PosterRecordsTest, Group_SeesItsOwnRecords) {
  Command second = ChangeRecords{ClaimOf("machine/test", "Second", "r2", {}),
                                 [](Standing& standing) -> absl::StatusOr<Unit> {
                                   auto fund = standing.Find<Fund>("f");
                                   if (!fund) return absl::NotFoundError("f");
                                   fund->facts.display_name += "+";
                                   return Unit{.records = {records::Widen<AnyFacts>(*fund)}};
                                 }};
  PostAll(*poster_, {Alone(StateFund("f", Named("one"), "r1")), Alone(std::move(second))});
  EXPECT_EQ(NameIn(records_.front(), "f"), "one+");
}

TEST_F(PosterRecordsTest, TakenTransferId_RefusesTheUnitAlone) {
  const RequestClaim request = ClaimOf("machine/test", "Pay", "r1", base::Sha256("7"));
  Accept(*poster_, Move("a", "in", "x", "capped", 10));
  Accept(*poster_, Move("a", IdFrom("pay", request), "x", "capped", 1));
  const Results results =
      PostAll(*poster_, {Alone(PayAndState(7, "r1")), Alone(Move("a", "after", "x", "y", 1))});
  EXPECT_STATUS(results[0], Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  EXPECT_OK(results[1]);
}

TEST_F(PosterRecordsTest, OtherProcess_IsAdopted) {
  const auto other = MakePoster();
  Accept(*poster_, StateFund("f", Named("one"), "r1"));
  const auto again = PostOne(*other, StateFund("f", Named("one"), "r1"));
  ASSERT_OK(again);
  EXPECT_EQ(std::get<AnyRecord>(*again).position, HeadPosition());
  Accept(*other, StateFund("f", Named("two"), "r2"));
  EXPECT_EQ(NameIn(records_.back(), "f"), "two");
  EXPECT_EQ(NameIn(records_.front(), "f"), "one");
  ASSERT_OK(records_.front().CatchUp(store_reader()));
  EXPECT_EQ(NameIn(records_.front(), "f"), "two");
}

TEST_F(PosterRecordsTest, KnownAt_IsWhatWasKnownThen) {
  Accept(*poster_, StateFund("f", Named("one"), "r1"));
  const int64_t first = HeadPosition();
  const base::Timestamp then = store_reader().ReadHead()->time;
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  Accept(*poster_, StateFund("f", Named("two"), "r2"));
  const int64_t head = HeadPosition();
  records_.front().Read([&](const RecordState& state) {
    EXPECT_EQ(*state.PositionOf({}), head);
    EXPECT_EQ(*state.PositionOf({.time = then, .position = {}}), first);
    EXPECT_EQ(*state.PositionOf({.time = {}, .position = first + 1}), first + 1);
    EXPECT_EQ(state.Of<Fund>().Find("f", first + 1)->facts.display_name, "one");
    EXPECT_EQ(state.PositionOf({.time = {}, .position = head + 1}).status().code(),
              StatusCode::kInvalidArgument);
    return true;
  });
}

TEST_F(PosterRecordsTest, LedgersOfFunds_AreClosedToHands) {
  for (const Command& command :
       {Free("fund-x"), Open("fund-x", "y"), Move("fund-x", "t", "a", "b", 1),
        Reverse("fund-x", "t", "u"), Command(CloseAccount{"fund-x", "y"})}) {
    EXPECT_STATUS(PostOne(*poster_, command),
                  Refuses(StatusCode::kFailedPrecondition, "LEDGER_KEPT_BY_RULES"));
  }
}

}  // namespace
}  // namespace cobuild::finance
