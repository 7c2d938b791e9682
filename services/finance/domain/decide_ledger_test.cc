#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/finance/domain/decide.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;

const CreateLedger kCreate{{"books", "村账", "420115002201", Chart::kCk2004}};  // NOLINT
const OpenAccount kOpen{{"books", "501-a", "门面租金", "501", Side::kCredit,    // NOLINT
                         BalanceLimit::kNone}};

TEST(DecideCreateLedger, NewId_IsNew) {
  EXPECT_THAT(DecideCreateLedger(kCreate, nullptr), IsOkAndHolds(Verdict::kNew));
}

TEST(DecideCreateLedger, SameContent_Stands) {
  const Ledger ledger{kCreate.facts, {7, {1}, "machine/other"}};
  EXPECT_THAT(DecideCreateLedger(kCreate, &ledger), IsOkAndHolds(Verdict::kStands));
}

TEST(DecideCreateLedger, AnyOtherContent_IsRefused) {
  for (const auto change : std::initializer_list<void (*)(LedgerFacts&)>{
           [](LedgerFacts& facts) { facts.display_name = "other"; },
           [](LedgerFacts& facts) { facts.village = ""; },
           [](LedgerFacts& facts) { facts.chart = Chart::kCk2023; }}) {
    Ledger ledger{kCreate.facts, {7, {1}, ""}};
    change(ledger.facts);
    EXPECT_STATUS(DecideCreateLedger(kCreate, &ledger),
                  Refuses(StatusCode::kInvalidArgument, "LEDGER_ID_REUSED"));
  }
}

class DecideOpenAccountTest : public ::testing::Test {
 protected:
  Ledger ledger_{kCreate.facts, {7, {1}, ""}};
};

TEST_F(DecideOpenAccountTest, CodeOfTheChart_IsNew) {
  EXPECT_THAT(DecideOpenAccount(kOpen, nullptr, &ledger_), IsOkAndHolds(Verdict::kNew));
}

TEST_F(DecideOpenAccountTest, SameContent_StandsEvenWithoutTheLedger) {
  Account account;
  account.facts = kOpen.facts;
  EXPECT_THAT(DecideOpenAccount(kOpen, &account, nullptr), IsOkAndHolds(Verdict::kStands));
}

TEST_F(DecideOpenAccountTest, ReusedId_ComesBeforeTheMissingLedger) {
  Account account;
  account.facts = kOpen.facts;
  account.facts.limit = BalanceLimit::kCreditsMustNotExceedDebits;
  EXPECT_STATUS(DecideOpenAccount(kOpen, &account, nullptr),
                Refuses(StatusCode::kInvalidArgument, "ACCOUNT_ID_REUSED"));
}

TEST_F(DecideOpenAccountTest, MissingLedger_ComesBeforeTheCode) {
  OpenAccount open = kOpen;
  open.facts.code = "999";
  EXPECT_STATUS(DecideOpenAccount(open, nullptr, nullptr),
                Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
}

TEST_F(DecideOpenAccountTest, CodeOutsideTheChart_IsRefused) {
  for (const char* code : {"999", "", "133"}) {  // 133 is of the newer chart
    OpenAccount open = kOpen;
    open.facts.code = code;
    EXPECT_STATUS(DecideOpenAccount(open, nullptr, &ledger_),
                  Refuses(StatusCode::kInvalidArgument, "CODE_NOT_IN_CHART"))
        << code;
  }
}

TEST_F(DecideOpenAccountTest, WithoutAChart_TakesNoCode) {
  ledger_.facts.chart = Chart::kNone;
  EXPECT_STATUS(DecideOpenAccount(kOpen, nullptr, &ledger_),
                Refuses(StatusCode::kInvalidArgument, "CODE_NOT_IN_CHART"));
  OpenAccount open = kOpen;
  open.facts.code = "";
  EXPECT_THAT(DecideOpenAccount(open, nullptr, &ledger_), IsOkAndHolds(Verdict::kNew));
}

TEST(DecideCloseAccount, MissingAccount_IsRefused) {
  EXPECT_STATUS(DecideCloseAccount({"books", "x"}, nullptr),
                Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
}

TEST(DecideCloseAccount, SettledAccount_IsNew) {
  Account account;
  EXPECT_THAT(DecideCloseAccount({"books", "x"}, &account), IsOkAndHolds(Verdict::kNew));
  account.debits = account.credits = {500};
  EXPECT_THAT(DecideCloseAccount({"books", "x"}, &account), IsOkAndHolds(Verdict::kNew));
}

TEST(DecideCloseAccount, UnsettledAccount_IsRefused) {
  Account account;
  account.debits = {1};
  EXPECT_STATUS(DecideCloseAccount({"books", "x"}, &account),
                Refuses(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_SETTLED"));
}

TEST(DecideCloseAccount, ClosedAccount_Stands) {
  Account account;
  account.is_closed = true;
  EXPECT_THAT(DecideCloseAccount({"books", "x"}, &account), IsOkAndHolds(Verdict::kStands));
}

}  // namespace
}  // namespace cobuild::finance
