#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

#include "common/testing/status_matchers.h"
#include "services/finance/domain/decide.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;

Transfer Example() { return {"books", "t1", "x", "y", {100}, {2011, 12, 31}, "rent", ""}; }

// An account as testdata/movements.txt writes it.
std::optional<Account> ReadAccount(std::istream& line) {
  std::string form;
  std::string debits;
  std::string credits;
  line >> form >> debits >> credits;
  const auto fen = [](const std::string& text) {
    return money::Fen{text == "max" ? std::numeric_limits<int64_t>::max() : std::stoll(text)};
  };
  if (form == "-") return std::nullopt;
  Account account;
  account.debits = fen(debits);
  account.credits = fen(credits);
  account.is_closed = form == "closed";
  if (form == "d<=c") account.facts.limit = BalanceLimit::kDebitsMustNotExceedCredits;
  if (form == "c<=d") account.facts.limit = BalanceLimit::kCreditsMustNotExceedDebits;
  return account;
}

TEST(CheckMovement, DecidesAsTheTableSays) {
  std::ifstream table("services/finance/testdata/movements.txt");
  ASSERT_TRUE(table.good());
  int cases = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream columns(line);
    const auto debit = ReadAccount(columns);
    const auto credit = ReadAccount(columns);
    std::string expected;
    columns >> expected;
    const absl::Status status =
        CheckMovement(Example(), debit ? &*debit : nullptr, credit ? &*credit : nullptr);
    EXPECT_EQ(status.ok() ? "OK" : error::ReasonOf(status), expected) << line;
    ++cases;
  }
  EXPECT_EQ(cases, 26);
}

TEST(CheckMovement, MissingAccounts_AreNotFound) {
  const Account account;
  EXPECT_STATUS(CheckMovement(Example(), nullptr, &account),
                Refuses(StatusCode::kNotFound, "DEBIT_ACCOUNT_NOT_FOUND"));
  EXPECT_STATUS(CheckMovement(Example(), &account, nullptr),
                Refuses(StatusCode::kNotFound, "CREDIT_ACCOUNT_NOT_FOUND"));
}

TEST(CheckMovement, LimitExceeded_SaysTheBalances) {
  Account account;
  account.facts = {"books", "x", "", "", Side::kDebit, BalanceLimit::kDebitsMustNotExceedCredits};
  account.credits = {4'250};
  Transfer transfer = Example();
  transfer.amount = {5'000};
  const absl::Status status = CheckMovement(transfer, &account, &account);
  EXPECT_STATUS(status, Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  const auto metadata = error::DetailOf(status)->metadata;
  EXPECT_EQ(metadata.at("account"), "ledgers/books/accounts/x");
  EXPECT_EQ(metadata.at("credits"), "42.50");
  EXPECT_EQ(metadata.at("amount"), "50.00");
}

TEST(DecideTransferId, UnusedId_IsNew) {
  EXPECT_THAT(DecideTransferId(Example(), nullptr), IsOkAndHolds(Verdict::kNew));
}

TEST(DecideTransferId, SameContent_Stands) {
  const PostedTransfer posted{Example(), {7, {1}, "machine/other"}, true};
  EXPECT_THAT(DecideTransferId(Example(), &posted), IsOkAndHolds(Verdict::kStands));
}

TEST(DecideTransferId, AnyOtherContent_IsRefused) {
  for (const auto change : std::initializer_list<void (*)(Transfer&)>{
           [](Transfer& t) { t.debit_account = "z"; }, [](Transfer& t) { t.credit_account = "z"; },
           [](Transfer& t) { t.amount = {101}; }, [](Transfer& t) { t.effective_date.day = 30; },
           [](Transfer& t) { t.description = ""; }, [](Transfer& t) { t.reverses = "t0"; }}) {
    PostedTransfer posted{Example(), {7, {1}, ""}};
    change(posted.transfer);
    EXPECT_STATUS(DecideTransferId(Example(), &posted),
                  Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
  }
}

class DecideReversalTest : public ::testing::Test {
 protected:
  PostedTransfer original_{Example(), {7, {1}, ""}};
  const ReverseTransfer reverse_{"books", "t2", "t1", {2012, 1, 5}, "wrong account"};
};

TEST_F(DecideReversalTest, OfAPlainTransfer_IsNew) {
  EXPECT_THAT(DecideReversal(reverse_, nullptr, &original_), IsOkAndHolds(Verdict::kNew));
}

TEST_F(DecideReversalTest, Repeated_StandsAlthoughTheOriginalIsReversed) {
  const PostedTransfer same{Opposite(Example(), "t2", {2012, 1, 5}, "wrong account"), {8, {2}, ""}};
  original_.is_reversed = true;
  EXPECT_THAT(DecideReversal(reverse_, &same, &original_), IsOkAndHolds(Verdict::kStands));
}

TEST_F(DecideReversalTest, IdOfAnotherTransfer_IsRefusedFirst) {
  const PostedTransfer other{Example(), {8, {2}, ""}};
  EXPECT_STATUS(DecideReversal(reverse_, &other, nullptr),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

TEST_F(DecideReversalTest, SameIdOnAnotherDay_IsRefused) {
  const PostedTransfer other{Opposite(Example(), "t2", {2012, 1, 6}, "wrong account"),
                             {8, {2}, ""}};
  EXPECT_STATUS(DecideReversal(reverse_, &other, &original_),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

TEST_F(DecideReversalTest, OfAMissingTransfer_IsRefused) {
  EXPECT_STATUS(DecideReversal(reverse_, nullptr, nullptr),
                Refuses(StatusCode::kNotFound, "TRANSFER_NOT_FOUND"));
}

TEST_F(DecideReversalTest, OfAReversedTransfer_ComesBeforeReversalOfReversal) {
  original_.is_reversed = true;
  original_.transfer.reverses = "t0";
  EXPECT_STATUS(DecideReversal(reverse_, nullptr, &original_),
                Refuses(StatusCode::kFailedPrecondition, "ALREADY_REVERSED"));
}

TEST_F(DecideReversalTest, OfAReversal_IsRefused) {
  original_.transfer.reverses = "t0";
  EXPECT_STATUS(DecideReversal(reverse_, nullptr, &original_),
                Refuses(StatusCode::kFailedPrecondition, "REVERSAL_OF_REVERSAL"));
}

TEST(Opposite, SwapsTheSidesAndNamesItsOriginal) {
  const Transfer opposite = Opposite(Example(), "t2", {2012, 1, 5}, "wrong");
  EXPECT_EQ(opposite, (Transfer{"books", "t2", "y", "x", {100}, {2012, 1, 5}, "wrong", "t1"}));
}

}  // namespace
}  // namespace cobuild::finance
