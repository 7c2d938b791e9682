#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/finance/store/conformance.h"

namespace cobuild::finance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_P(StoreConformance, Ledger_IsReadAsCreated) {
  Accept({CreateLedger{{"a", "村账", "420115002201", Chart::kCk2023}}}, {77});
  const Ledger ledger = LedgerOf("a");
  EXPECT_EQ(ledger.facts, (LedgerFacts{"a", "村账", "420115002201", Chart::kCk2023}));
  EXPECT_EQ(ledger.created, (Stamp{1, {77}, "machine/test"}));
  EXPECT_FALSE(reader_.FindLedger("A")->has_value());
  EXPECT_EQ(AccountOf("a", "133").facts.normal_side, Side::kCredit);
}

TEST_P(StoreConformance, Account_ThatIsClosed_SaysSo) {
  Accept({Free("a"), Open("a", "x")});
  EXPECT_FALSE(AccountOf("a", "x").is_closed);
  Accept({CloseAccount{"a", "x"}});
  const Account account = AccountOf("a", "x");
  EXPECT_TRUE(account.is_closed);
  EXPECT_EQ(account.closed_position, 3);
  EXPECT_EQ(account.opened_position, 2);
}

TEST_P(StoreConformance, ListAccounts_IsInOrderOfIdAndOfOneLedger) {
  Accept({Free("a"), Free("b"), Open("a", "y"), Open("a", "x"), Open("b", "z"), Open("a", "1")});
  const int64_t number = LedgerOf("a").number();
  const auto ids = [&](std::string_view after, int limit) {
    std::vector<std::string> list;
    const auto page = *reader_.ListAccounts(number, after, limit);
    for (const Account& account : page) {
      list.push_back(account.facts.id);
    }
    return list;
  };
  EXPECT_THAT(ids("", 10), ElementsAre("1", "x", "y"));
  EXPECT_THAT(ids("1", 1), ElementsAre("x"));
  EXPECT_THAT(ids("y", 10), IsEmpty());
}

TEST_P(StoreConformance, ListLedgers_IsInOrderOfNumber) {
  Accept({Free("b"), Open("b", "x"), Free("a"), Free("c")});
  const auto ids = [&](int64_t after, int limit) {
    std::vector<std::string> list;
    const auto page = *reader_.ListLedgers(after, limit);
    for (const Ledger& ledger : page) list.push_back(ledger.facts.id);
    return list;
  };
  EXPECT_THAT(ids(0, 10), ElementsAre("b", "a", "c"));
  EXPECT_THAT(ids(LedgerOf("b").number(), 1), ElementsAre("a"));
  EXPECT_THAT(ids(LedgerOf("c").number(), 10), IsEmpty());
}

TEST_P(StoreConformance, ReadBalances_KeepsOrderAndLeavesGaps) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 900)});
  const Balances balances =
      *reader_.ReadBalances({{"a", "y"}, {"a", "no"}, {"a", "x"}, {"a", "y"}});
  EXPECT_EQ(balances.position, 4);
  ASSERT_THAT(balances.accounts, SizeIs(4));
  EXPECT_EQ(balances.accounts[0]->credits.value, 900);
  EXPECT_FALSE(balances.accounts[1].has_value());
  EXPECT_EQ(balances.accounts[2]->debits.value, 900);
  EXPECT_EQ(balances.accounts[3]->credits.value, 900);
}

TEST_P(StoreConformance, TrialBalance_OfALedger_HasEveryAccount) {
  Accept({Free("a"), Free("b"), Open("a", "x"), Open("a", "y"), Open("b", "x"), Open("b", "y"),
          Move("a", "t", "x", "y", 900), Move("b", "t", "x", "y", 50)});
  const TrialBalance balance = *reader_.ReadTrialBalance(LedgerOf("a").number());
  ASSERT_THAT(balance.rows, SizeIs(2));
  EXPECT_EQ(balance.rows[0].account, "x");
  EXPECT_EQ(balance.rows[0].display_name, "名 x");
  EXPECT_EQ(balance.rows[0].debits_fen, 900);
  EXPECT_EQ(balance.debits_fen, 900);
  EXPECT_EQ(balance.credits_fen, 900);
  EXPECT_EQ(balance.position, 8);
}

TEST_P(StoreConformance, TrialBalance_OverAll_IsByChartAndCode) {
  CreateVillageLedger("420115002201");
  CreateVillageLedger("420115002202");
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 1),
          Move("420115002201", "t", "102", "501", 20),
          Move("420115002202", "t", "102", "501", 300)});
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  ASSERT_THAT(balance.rows, SizeIs(1 + AccountsOf(Chart::kCk2004).size()));
  EXPECT_EQ(balance.rows[0].account, "");
  EXPECT_EQ(balance.rows[0].debits_fen, 1);
  EXPECT_EQ(balance.rows[2].account, "102");
  EXPECT_EQ(balance.rows[2].display_name, "CK2004-12 银行存款");
  EXPECT_EQ(balance.rows[2].debits_fen, 320);
  EXPECT_EQ(balance.debits_fen, 321);
  EXPECT_EQ(balance.credits_fen, 321);
}

TEST_P(StoreConformance, TrialBalance_OverSome_LeavesTheOthersOut) {
  CreateVillageLedger("420115002201");
  CreateVillageLedger("420115002202");
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 1),
          Move("420115002201", "t", "102", "501", 20),
          Move("420115002202", "t", "102", "501", 300)});
  const TrialBalance balance =
      *reader_.ReadTrialBalanceOver({LedgerOf("420115002201").number(), LedgerOf("a").number()});
  ASSERT_THAT(balance.rows, SizeIs(1 + AccountsOf(Chart::kCk2004).size()));
  EXPECT_EQ(balance.rows[0].account, "");
  EXPECT_EQ(balance.rows[0].debits_fen, 1);
  EXPECT_EQ(balance.rows[2].account, "102");
  EXPECT_EQ(balance.rows[2].display_name, "CK2004-12 银行存款");
  EXPECT_EQ(balance.rows[2].debits_fen, 20);
  EXPECT_EQ(balance.debits_fen, 21);
  EXPECT_EQ(balance.credits_fen, 21);
  EXPECT_EQ(balance.position, HeadPosition());
}

TEST_P(StoreConformance, TrialBalance_OverNone_IsZero) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 1)});
  const TrialBalance balance = *reader_.ReadTrialBalanceOver({});
  EXPECT_THAT(balance.rows, IsEmpty());
  EXPECT_EQ(balance.debits_fen, 0);
}

TEST_P(StoreConformance, TrialBalance_OfNothing_IsZero) {
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  EXPECT_THAT(balance.rows, IsEmpty());
  EXPECT_EQ(balance.debits_fen, 0);
}

TEST_P(StoreConformance, TrialBalance_BeyondInt64_StillAdds) {
  const int64_t most = money::kMaxAmount.value;
  std::vector<Command> commands = {Free("a"), Open("a", "x")};
  for (int i = 0; i < 1'100; ++i) {
    commands.push_back(Open("a", "y" + std::to_string(i % 2) + "-" + std::to_string(i / 1'000)));
    commands.push_back(Open("a", "z" + std::to_string(i / 1'000)));
  }
  for (int i = 0; i < 1'100; ++i) {
    commands.push_back(Move("a", "t" + std::to_string(i), "z" + std::to_string(i / 1'000),
                            "y" + std::to_string(i % 2) + "-" + std::to_string(i / 1'000), most));
  }
  Accept(commands);
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  EXPECT_EQ(balance.debits_fen, absl::int128(most) * 1'100);
  EXPECT_EQ(balance.credits_fen, balance.debits_fen);
}

}  // namespace
}  // namespace cobuild::finance
