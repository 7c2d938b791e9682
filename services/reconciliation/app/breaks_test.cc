#include "services/reconciliation/app/breaks.h"

#include "services/reconciliation/app/testing/reconciling_test.h"

namespace cobuild::reconciliation {
namespace {

using absl::StatusCode;
using test::Refuses;

// One break, found by a run.
class BreaksTest : public ReconcilingTest {
 protected:
  BreaksTest() {
    world_.Add(0);
    world_.Add(1);
    defect_ = world_.Break(BreakClass::kAmount, 0, 0);
    RunNow(RunMode::kFull);
    EXPECT_EQ(OpenBreaks().size(), 1U);
  }

  Record<Break> TheBreak() const { return OpenBreaks().front(); }
  absl::StatusOr<Record<Break>> Acknowledge(const std::string& principal) {
    return AcknowledgeBreak(live_, RequestBy(principal, "a" + std::to_string(++requests_)),
                            {TheBreak().id, "asked the bureau", "", ""});
  }
  absl::StatusOr<Record<Break>> Propose(const std::string& maker, const std::string& approver) {
    return WaiveBreak(live_, RequestBy(maker, "w" + std::to_string(++requests_)),
                      {TheBreak().id, false, "a known misprint", approver, ""});
  }
  absl::StatusOr<Record<Break>> Approve(const std::string& principal) {
    return WaiveBreak(live_, RequestBy(principal, "p" + std::to_string(++requests_)),
                      {TheBreak().id, true, "", "", ""});
  }

  Defect defect_;
};

TEST_F(BreaksTest, Found_HasBothValuesAndWhoFoundIt) {
  const Break facts = TheBreak().facts;
  EXPECT_EQ(facts.state, BreakState::kOpen);
  EXPECT_EQ(facts.left, "60000.01");
  EXPECT_EQ(facts.right, "60000.00");
  EXPECT_EQ(facts.opened, kNow);
  EXPECT_FALSE(facts.opened_by.empty());
}

TEST_F(BreaksTest, Acknowledged_HasAnOwner_AndStaysUntilItIsGone) {
  ASSERT_OK_AND_ASSIGN(const Record<Break> acknowledged, Acknowledge("person/li"));
  EXPECT_EQ(acknowledged.facts.state, BreakState::kAcknowledged);
  EXPECT_EQ(acknowledged.facts.owner, "person/li");
  RunNow(RunMode::kFull);
  EXPECT_EQ(TheBreak().facts.state, BreakState::kAcknowledged);
  defect_.put_right();
  RunNow(RunMode::kFull);
  EXPECT_TRUE(OpenBreaks().empty());
}

TEST_F(BreaksTest, Waiver_NeedsTwoPeople) {
  EXPECT_STATUS(Approve("person/wang"),
                Refuses(StatusCode::kFailedPrecondition, "WAIVER_NOT_PROPOSED"));
  EXPECT_STATUS(Propose("person/li", "person/li"),
                Refuses(StatusCode::kFailedPrecondition, "MAKER_IS_CHECKER"));
  ASSERT_OK(Propose("person/li", "person/wang"));
  EXPECT_EQ(TheBreak().facts.state, BreakState::kOpen);
  EXPECT_STATUS(Approve("person/li"), Refuses(StatusCode::kFailedPrecondition, "MAKER_IS_CHECKER"));
  EXPECT_STATUS(Approve("person/zhao"),
                Refuses(StatusCode::kFailedPrecondition, "NOT_THE_APPROVER"));
  ASSERT_OK_AND_ASSIGN(const Record<Break> waived, Approve("person/wang"));
  EXPECT_EQ(waived.facts.state, BreakState::kWaived);
  EXPECT_STATUS(Approve("person/wang"), Refuses(StatusCode::kFailedPrecondition, "BREAK_WAIVED"));
  RunNow(RunMode::kFull);
  EXPECT_EQ(TheBreak().facts.state, BreakState::kWaived) << "it stays";
}

TEST_F(BreaksTest, WaivedBreakWithOtherValues_IsOpenAgain) {
  ASSERT_OK(Propose("person/li", "person/wang"));
  ASSERT_OK(Approve("person/wang"));
  const Defect other = world_.Break(BreakClass::kAmount, 0, 0);
  RunNow(RunMode::kFull);
  EXPECT_EQ(TheBreak().facts.left, "60000.02");
  EXPECT_EQ(TheBreak().facts.state, BreakState::kOpen);
  EXPECT_EQ(TheBreak().facts.waiver, std::nullopt);
}

TEST_F(BreaksTest, ClosedBreakThatComesBack_IsTheSameBreakOpenedAgain) {
  const Record<Break> first = TheBreak();
  defect_.put_right();
  RunNow(RunMode::kFull);
  EXPECT_STATUS(AcknowledgeBreak(live_, RequestBy("person/li", "late"), {first.id, "n", "", ""}),
                Refuses(StatusCode::kFailedPrecondition, "BREAK_CLOSED"));
  world_.Break(BreakClass::kAmount, 0, 0);
  clock_.Advance(std::chrono::hours(1));
  RunNow(RunMode::kFull);
  EXPECT_EQ(TheBreak().id, first.id);
  EXPECT_NE(TheBreak().facts.opened, first.facts.opened);
  ASSERT_OK_AND_ASSIGN(const auto states, ExplainBreak(live_, first.id));
  EXPECT_EQ(states.size(), 3U);
}

TEST_F(BreaksTest, UnknownBreakOrOldEtag_IsRefused) {
  EXPECT_STATUS(AcknowledgeBreak(live_, RequestBy("person/li", "x"), {"nothing", "n", "", ""}),
                Refuses(StatusCode::kNotFound, "BREAK_NOT_FOUND"));
  EXPECT_STATUS(AcknowledgeBreak(live_, RequestBy("person/li", "y"), {TheBreak().id, "n", "", "0"}),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(ExplainBreak(live_, "nothing"), Refuses(StatusCode::kNotFound, "BREAK_NOT_FOUND"));
}

TEST_F(BreaksTest, List_IsByCheckClassStateAndPlace) {
  const auto count = [&](const BreakFilter& filter) {
    return ListBreaks(live_, {.range = {.size = 10}, .reach = scope::Reach::Everything()}, filter)
        ->records.size();
  };
  const Break facts = TheBreak().facts;
  EXPECT_EQ(count({}), 1U);
  EXPECT_EQ(count({.check = "income-line",
                   .place = facts.place,
                   .break_class = BreakClass::kAmount,
                   .state = BreakState::kOpen}),
            1U);
  EXPECT_EQ(count({.check = "ledger-balances"}), 0U);
  EXPECT_EQ(count({.place = "projects/none"}), 0U);
  EXPECT_EQ(count({.break_class = BreakClass::kState}), 0U);
  EXPECT_EQ(count({.state = BreakState::kClosed}), 0U);
}

}  // namespace
}  // namespace cobuild::reconciliation
