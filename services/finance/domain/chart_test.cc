#include "services/finance/domain/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/finance/domain/income.h"
#include "services/finance/domain/income_definition.h"

namespace cobuild::finance {
namespace {

using ::testing::ElementsAre;

TEST(Chart, HasAsManyAccountsAsTheStandard) {
  EXPECT_EQ(AccountsOf(Chart::kCk2004).size(), 33u);
  EXPECT_EQ(AccountsOf(Chart::kCk2023).size(), 42u);
  EXPECT_TRUE(AccountsOf(Chart::kNone).empty());
}

TEST(Chart, CodesRiseAndNamesAreGiven) {
  for (const Chart chart : {Chart::kCk2004, Chart::kCk2023}) {
    std::string_view last;
    for (const ChartAccount& account : AccountsOf(chart)) {
      EXPECT_LT(last, account.code);
      EXPECT_FALSE(account.name.empty());
      last = account.code;
    }
  }
}

TEST(Chart, NineCodesChangedTheirMeaning) {
  std::vector<std::string_view> changed;
  for (const ChartAccount& older : AccountsOf(Chart::kCk2004)) {
    const ChartAccount* newer = FindChartAccount(Chart::kCk2023, older.code);
    const bool renamed = newer != nullptr && newer->name != older.name;
    if (renamed && older.code != "101") changed.push_back(older.code);  // 101 is cash in both
  }
  EXPECT_THAT(changed, ElementsAre("131", "132", "153", "154", "211", "212", "502", "511", "521"));
}

TEST(Chart, ContraAssetsGrowOnTheCreditSide) {
  EXPECT_EQ(FindChartAccount(Chart::kCk2004, "152")->normal_side, Side::kCredit);
  for (const char* code : {"133", "152", "162"}) {
    EXPECT_EQ(FindChartAccount(Chart::kCk2023, code)->normal_side, Side::kCredit) << code;
  }
  EXPECT_EQ(FindChartAccount(Chart::kCk2023, "151")->normal_side, Side::kDebit);
  EXPECT_EQ(FindChartAccount(Chart::kCk2004, "153")->normal_side, Side::kDebit);
}

TEST(Chart, OneCodeMayBeIncomeInOneAndExpenseInTheOther) {
  EXPECT_EQ(FindChartAccount(Chart::kCk2004, "521")->normal_side, Side::kCredit);
  EXPECT_EQ(FindChartAccount(Chart::kCk2023, "521")->normal_side, Side::kDebit);
  EXPECT_EQ(FindChartAccount(Chart::kCk2004, "502")->normal_side, Side::kDebit);
  EXPECT_EQ(FindChartAccount(Chart::kCk2023, "502")->normal_side, Side::kCredit);
}

TEST(Chart, IsInForceByDay) {
  EXPECT_TRUE(IsInForce(Chart::kCk2004, {1990, 12, 31}));
  EXPECT_TRUE(IsInForce(Chart::kCk2004, {2023, 12, 31}));
  EXPECT_FALSE(IsInForce(Chart::kCk2004, {2024, 1, 1}));
  EXPECT_FALSE(IsInForce(Chart::kCk2023, {2023, 12, 31}));
  EXPECT_TRUE(IsInForce(Chart::kCk2023, {2024, 1, 1}));
  EXPECT_FALSE(IsInForce(Chart::kNone, {2024, 1, 1}));
}

TEST(Chart, IsFoundByItsIdAlone) {
  EXPECT_EQ(FindChart("CK2004-12"), Chart::kCk2004);
  EXPECT_EQ(FindChart("CK2023-14"), Chart::kCk2023);
  EXPECT_EQ(FindChart(""), Chart::kNone);
  EXPECT_EQ(FindChart("ck2004-12"), std::nullopt);
  EXPECT_EQ(FindChartAccount(Chart::kCk2004, "999"), nullptr);
}

TEST(IncomeCategory, EachHasAnIncomeAccountInEachChart) {
  for (const Chart chart : {Chart::kCk2004, Chart::kCk2023}) {
    for (const IncomeCategory category : kIncomeCategories) {
      const ChartAccount* account = FindChartAccount(chart, CodeOf(category, chart));
      ASSERT_NE(account, nullptr);
      EXPECT_EQ(account->normal_side, Side::kCredit);
    }
    EXPECT_NE(FindChartAccount(chart, kBankAccount), nullptr);
  }
}

TEST(IncomeCategory, IsFoundByItsSlug) {
  for (const IncomeCategory category : kIncomeCategories) {
    EXPECT_EQ(FindIncomeCategory(SlugOf(category)), category);
  }
  EXPECT_EQ(FindIncomeCategory("subsidies"), std::nullopt);
}

TEST(IncomeDefinition, GrossNamesEveryIncomeAccountOfEachChart) {
  const IncomeDefinition* gross = FindIncomeDefinition("collective_income_gross@1");
  ASSERT_NE(gross, nullptr);
  for (const ChartCodes& accounts : gross->accounts) {
    std::vector<std::string_view> income;
    for (const ChartAccount& account : AccountsOf(accounts.chart)) {
      const bool is_income = account.code[0] == '5' && account.normal_side == Side::kCredit;
      if (is_income) income.push_back(account.code);
    }
    EXPECT_THAT(accounts.codes, ::testing::ElementsAreArray(income));
  }
}

TEST(IncomeDefinition, WithoutItsVersionIsNotFound) {
  EXPECT_EQ(FindIncomeDefinition("collective_income_gross"), nullptr);
  EXPECT_EQ(FindIncomeDefinition("collective_income_gross@2"), nullptr);
}

}  // namespace
}  // namespace cobuild::finance
