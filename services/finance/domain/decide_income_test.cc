#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/finance/domain/decide.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::HasViolation;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;

const IncomeKey kKey{"420115002201", 2011, IncomeCategory::kSubsidyIncome};  // NOLINT

class DecideIncomeTest : public ::testing::Test {
 protected:
  DecideIncomeTest() {
    record_.key = kKey;
    record_.amount = {4'900'000};
    record_.source = "年报";
    record_.request = ClaimOf("machine/a", "Record", "r1", ContentDigestOf(record_));
    correct_.key = kKey;
    correct_.amount = {5'000'000};
    correct_.reason = "审计";
    correct_.request = ClaimOf("machine/a", "Correct", "r2", ContentDigestOf(correct_));
    standing_.facts.key = kKey;
    standing_.facts.amount = {4'900'000};
    standing_.facts.transfer = "income-1";
    standing_.recorded.position = 40;
  }

  RecordIncome record_;
  CorrectIncome correct_;
  Income standing_;
  Ledger ledger_{{kKey.village, "村账", kKey.village, Chart::kCk2004}, {1, {1}, ""}};
};

TEST_F(DecideIncomeTest, Record_InAFreshYear_IsNew) {
  EXPECT_THAT(DecideRecordIncome(record_, nullptr, &ledger_, nullptr), IsOkAndHolds(Verdict::kNew));
}

TEST_F(DecideIncomeTest, Record_SameRequest_StandsAlthoughItIsRecorded) {
  Income made = standing_;
  made.facts.request = record_.request;
  EXPECT_THAT(DecideRecordIncome(record_, &made, &ledger_, &made), IsOkAndHolds(Verdict::kStands));
}

TEST_F(DecideIncomeTest, Record_SameRequestIdOtherContent_IsRefusedFirst) {
  Income made = standing_;
  made.facts.request = record_.request;
  made.facts.request.content = base::Digest{};
  EXPECT_STATUS(DecideRecordIncome(record_, &made, nullptr, nullptr),
                HasViolation("request_id", "REQUEST_ID_REUSED"));
}

TEST_F(DecideIncomeTest, Record_WithoutALedger_IsRefused) {
  EXPECT_STATUS(DecideRecordIncome(record_, nullptr, nullptr, &standing_),
                Refuses(StatusCode::kNotFound, "VILLAGE_LEDGER_NOT_FOUND"));
}

TEST_F(DecideIncomeTest, Record_UnderAChartThatIsNotInForce_IsRefused) {
  ledger_.facts.chart = Chart::kCk2023;
  EXPECT_STATUS(DecideRecordIncome(record_, nullptr, &ledger_, &standing_),
                Refuses(StatusCode::kFailedPrecondition, "CHART_NOT_IN_FORCE"));
  ledger_.facts.chart = Chart::kNone;
  EXPECT_STATUS(DecideRecordIncome(record_, nullptr, &ledger_, nullptr),
                Refuses(StatusCode::kFailedPrecondition, "CHART_NOT_IN_FORCE"));
  record_.key.year = 2024;
  ledger_.facts.chart = Chart::kCk2004;
  EXPECT_STATUS(DecideRecordIncome(record_, nullptr, &ledger_, nullptr),
                Refuses(StatusCode::kFailedPrecondition, "CHART_NOT_IN_FORCE"));
}

TEST_F(DecideIncomeTest, Record_OfARecordedYear_IsRefusedEvenAtZero) {
  standing_.facts.amount = {0};
  EXPECT_STATUS(DecideRecordIncome(record_, nullptr, &ledger_, &standing_),
                Refuses(StatusCode::kAlreadyExists, "INCOME_ALREADY_RECORDED"));
}

TEST_F(DecideIncomeTest, Correct_WithoutAnEtag_TakesWhateverStands) {
  EXPECT_THAT(DecideCorrectIncome(correct_, nullptr, &standing_), IsOkAndHolds(Verdict::kNew));
}

TEST_F(DecideIncomeTest, Correct_WithTheEtagThatStands_IsNew) {
  correct_.etag = EtagOf(standing_);
  EXPECT_THAT(DecideCorrectIncome(correct_, nullptr, &standing_), IsOkAndHolds(Verdict::kNew));
}

TEST_F(DecideIncomeTest, Correct_WithAStaleEtag_ComesBeforeUnchanged) {
  correct_.etag = "39";
  correct_.amount = standing_.facts.amount;
  EXPECT_STATUS(DecideCorrectIncome(correct_, nullptr, &standing_),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(DecideIncomeTest, Correct_ToTheSameAmount_IsRefused) {
  correct_.amount = standing_.facts.amount;
  EXPECT_STATUS(DecideCorrectIncome(correct_, nullptr, &standing_),
                Refuses(StatusCode::kFailedPrecondition, "INCOME_UNCHANGED"));
}

TEST_F(DecideIncomeTest, Correct_OfNothing_IsRefused) {
  EXPECT_STATUS(DecideCorrectIncome(correct_, nullptr, nullptr),
                Refuses(StatusCode::kNotFound, "INCOME_NOT_FOUND"));
}

TEST_F(DecideIncomeTest, Correct_SameRequest_Stands) {
  Income made = standing_;
  made.facts.request = correct_.request;
  EXPECT_THAT(DecideCorrectIncome(correct_, &made, &made), IsOkAndHolds(Verdict::kStands));
  made.facts.request.content = base::Digest{};
  EXPECT_STATUS(DecideCorrectIncome(correct_, &made, nullptr),
                HasViolation("request_id", "REQUEST_ID_REUSED"));
}

TEST_F(DecideIncomeTest, Claim_IsOfPrincipalMethodAndId) {
  const base::Digest content = ContentDigestOf(record_);
  const RequestClaim claim = ClaimOf("machine/a", "Record", "r1", content);
  EXPECT_EQ(claim, record_.request);
  EXPECT_NE(claim.key, ClaimOf("machine/b", "Record", "r1", content).key);
  EXPECT_NE(claim.key, ClaimOf("machine/a", "Correct", "r1", content).key);
  EXPECT_NE(claim.key, ClaimOf("machine/a", "Record", "r2", content).key);
}

TEST_F(DecideIncomeTest, ContentDigest_CoversEveryField) {
  const base::Digest before = ContentDigestOf(record_);
  for (const auto change : std::initializer_list<void (*)(RecordIncome&)>{
           [](RecordIncome& r) { r.key.village = "420115002202"; },
           [](RecordIncome& r) { ++r.key.year; },
           [](RecordIncome& r) { r.key.category = IncomeCategory::kOtherIncome; },
           [](RecordIncome& r) { ++r.amount.value; }, [](RecordIncome& r) { r.source = "b"; },
           [](RecordIncome& r) { r.origin = DataOrigin::kExample; }}) {
    RecordIncome changed = record_;
    change(changed);
    EXPECT_NE(ContentDigestOf(changed), before);
  }
  CorrectIncome other = correct_;
  other.etag = "1";
  EXPECT_NE(ContentDigestOf(other), ContentDigestOf(correct_));
}

TEST_F(DecideIncomeTest, Transfer_GoesFromTheBankToTheCategorysAccountOnTheLastDay) {
  const IncomeFacts facts{kKey, {100}, "年报", DataOrigin::kRecorded, "", "", record_.request};
  const Transfer old_chart = TransferFor(facts, Chart::kCk2004);
  EXPECT_EQ(old_chart.ledger, kKey.village);
  EXPECT_EQ(old_chart.debit_account, "102");
  EXPECT_EQ(old_chart.credit_account, "522");
  EXPECT_EQ(old_chart.effective_date, (base::Date{2011, 12, 31}));
  EXPECT_TRUE(old_chart.id.starts_with("income-"));
  EXPECT_LE(old_chart.id.size(), 63u);
  EXPECT_EQ(TransferFor(facts, Chart::kCk2023).credit_account, "503");
}

TEST_F(DecideIncomeTest, Reversal_IsOnTheDayOfTheOriginal) {
  const ReverseTransfer reversal = ReversalFor(standing_, correct_);
  EXPECT_EQ(reversal.original, "income-1");
  EXPECT_EQ(reversal.effective_date, (base::Date{2011, 12, 31}));
  EXPECT_EQ(reversal.reason, "审计");
}

}  // namespace
}  // namespace cobuild::finance
