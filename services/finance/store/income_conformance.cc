#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/finance/store/conformance.h"

namespace cobuild::finance {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto kSubsidy = IncomeCategory::kSubsidyIncome;
constexpr auto kOther = IncomeCategory::kOtherIncome;
const std::string kA = "420115002201";  // NOLINT: a test's constant
const std::string kB = "420115002202";  // NOLINT

}  // namespace

IncomeStoreConformance::IncomeStoreConformance() {
  CreateVillageLedger(kA);
  CreateVillageLedger(kB);
}

IncomeQuery IncomeStoreConformance::Query(int year, int64_t up_to) {
  return {.villages = {kA, kB},
          .year = year,
          .definition = FindIncomeDefinition("collective_income_gross@1"),
          .up_to_position = up_to};
}

std::vector<std::string> IncomeStoreConformance::Listed(const IncomeFilter& filter,
                                                        const std::optional<IncomeKey>& after,
                                                        int limit) {
  const auto incomes = reader_.ListIncomes(filter, after, limit);
  EXPECT_OK(incomes);
  std::vector<std::string> listed;
  for (const Income& income : *incomes) {
    const IncomeKey& key = income.facts.key;
    listed.push_back(key.village.substr(9) + " " + std::to_string(key.year) + " " +
                     std::string(SlugOf(key.category)) + " " +
                     std::to_string(income.facts.amount.value));
  }
  return listed;
}

namespace {

TEST_P(IncomeStoreConformance, Income_IsReadAsRecorded) {
  const auto outcomes = Accept({Record(kA, 2011, kSubsidy, 4'900'000, "r1", DataOrigin::kExample)});
  const auto& made = std::get<Income>(outcomes[0]);
  ASSERT_OK(writer_->Begin());
  const auto found = *writer_->ReadIncomes({{kA, 2011, kSubsidy}, {kB, 2011, kSubsidy}});
  const auto by_request = *writer_->ReadIncomesByRequest({made.facts.request.key});
  writer_->Rollback();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(by_request, SizeIs(1));
  for (const Income& income : {found[0], by_request[0]}) {
    EXPECT_EQ(income.recorded, made.recorded);
    EXPECT_EQ(income.facts.key, made.facts.key);
    EXPECT_EQ(income.facts.amount.value, 4'900'000);
    EXPECT_EQ(income.facts.source, "年报");
    EXPECT_EQ(income.facts.origin, DataOrigin::kExample);
    EXPECT_EQ(income.facts.transfer, made.facts.transfer);
    EXPECT_EQ(income.facts.request, made.facts.request);
  }
}

TEST_P(IncomeStoreConformance, ListReplaced_NamesWhatALaterEntryToldAnew) {
  Accept({Record(kA, 2011, kSubsidy, 10, "r1"), Record(kB, 2011, kSubsidy, 10, "r2")});
  const int64_t before = HeadPosition();
  const int64_t account =
      std::get<Account>(Accept({Free("books"), Open("books", "spare")})[1]).number();
  const Fund fund{.display_name = "基金", .division = "420115000000", .purpose = "发展"};
  const int64_t stated = std::get<AnyRecord>(Accept({StateFund("f", fund, "r3")})[0]).position;
  const int64_t known = HeadPosition();
  EXPECT_THAT(*reader_.ListReplaced(0, known, known), IsEmpty());

  Accept({CloseAccount{"books", "spare"}, StateFund("f", fund, "r4")});
  EXPECT_THAT(*reader_.ListReplaced(before, known, HeadPosition()), ElementsAre(account, stated));
  EXPECT_THAT(*reader_.ListReplaced(account, known, HeadPosition()), ElementsAre(stated));
  EXPECT_THAT(*reader_.ListReplaced(before, account, HeadPosition()), ElementsAre(account));
  EXPECT_THAT(*reader_.ListReplaced(before, known, known), IsEmpty());

  const int64_t income = reader_.ListStandingIncomes(Query(2011))->at(0).position;
  Accept({Correct(kA, 2011, kSubsidy, 20, "r5")});
  EXPECT_THAT(*reader_.ListReplaced(0, before, HeadPosition()), ElementsAre(income));
}

TEST_P(IncomeStoreConformance, ReadIncomes_GivesTheLatestState) {
  Accept({Record(kA, 2011, kSubsidy, 10, "r1")});
  Accept({Correct(kA, 2011, kSubsidy, 20, "r2")});
  Accept({Correct(kA, 2011, kSubsidy, 0, "r3")});
  ASSERT_OK(writer_->Begin());
  const auto found = *writer_->ReadIncomes({{kA, 2011, kSubsidy}});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].facts.amount.value, 0);
  EXPECT_EQ(found[0].facts.transfer, "");
  EXPECT_EQ(found[0].facts.correction_reason, "审计");
}

TEST_P(IncomeStoreConformance, ListIncomes_IsInOrderAndFiltered) {
  Accept({Record(kB, 2011, kSubsidy, 1, "r1"), Record(kA, 2012, kSubsidy, 2, "r2"),
          Record(kA, 2011, kOther, 3, "r3"), Record(kA, 2011, kSubsidy, 4, "r4")});
  const IncomeFilter all{{}, 0, kEver};
  EXPECT_THAT(Listed(all), ElementsAre("201 2011 subsidy-income 4", "201 2011 other-income 3",
                                       "201 2012 subsidy-income 2", "202 2011 subsidy-income 1"));
  EXPECT_THAT(Listed({{kA}, 0, kEver}), SizeIs(3));
  EXPECT_THAT(Listed({{}, 2011, kEver}), SizeIs(3));
  EXPECT_THAT(Listed({{kA}, 2012, kEver}), ElementsAre("201 2012 subsidy-income 2"));
  EXPECT_THAT(Listed(all, IncomeKey{kA, 2011, kSubsidy}, 2),
              ElementsAre("201 2011 other-income 3", "201 2012 subsidy-income 2"));
  EXPECT_THAT(Listed(all, IncomeKey{kA, 2012, kSubsidy}), ElementsAre("202 2011 subsidy-income 1"));
  EXPECT_THAT(Listed(all, IncomeKey{kB, 2011, kSubsidy}), IsEmpty());
}

TEST_P(IncomeStoreConformance, ListIncomes_OfManyVillages_IsInOrderAcrossTheList) {
  Accept({Record(kB, 2011, kSubsidy, 1, "r1"), Record(kA, 2011, kSubsidy, 2, "r2"),
          Record(kA, 2011, kOther, 3, "r3")});
  // More than an IN list holds, most of them villages without books, between and after the two.
  IncomeFilter many{{kA, kB}, 0, kEver};
  for (int i = 0; i < 1'200; ++i) many.villages.push_back(std::to_string(420115003000 + i));
  EXPECT_THAT(Listed(many), ElementsAre("201 2011 subsidy-income 2", "201 2011 other-income 3",
                                        "202 2011 subsidy-income 1"));
  EXPECT_THAT(Listed(many, IncomeKey{kA, 2011, kSubsidy}, 1),
              ElementsAre("201 2011 other-income 3"));
  EXPECT_THAT(Listed(many, IncomeKey{kA, 2011, kOther}), ElementsAre("202 2011 subsidy-income 1"));
  many.villages.erase(many.villages.begin(), many.villages.begin() + 2);
  EXPECT_THAT(Listed(many), IsEmpty());
}

TEST_P(IncomeStoreConformance, ListIncomes_AtAPosition_IsWhatWasKnown) {
  Accept({Record(kA, 2011, kSubsidy, 10, "r1")});
  const int64_t before = HeadPosition();
  Accept({Correct(kA, 2011, kSubsidy, 20, "r2"), Record(kB, 2011, kSubsidy, 5, "r3")});
  EXPECT_THAT(Listed({{}, 0, before}), ElementsAre("201 2011 subsidy-income 10"));
  EXPECT_THAT(Listed({{}, 0, kEver}),
              ElementsAre("201 2011 subsidy-income 20", "202 2011 subsidy-income 5"));
}

TEST_P(IncomeStoreConformance, SumIncome_AddsLinesOfTheYearAndOfTheDefinition) {
  Accept({Record(kA, 2011, kSubsidy, 100, "r1"), Record(kA, 2011, kOther, 20, "r2"),
          Record(kA, 2012, kOther, 7, "r3"), Record(kB, 2011, kOther, 3, "r4"),
          Move(kA, "land", "102", "311", 9'000, {2011, 5, 1}),   // equity: not income
          Move(kA, "tax", "102", "521", 1, {2011, 1, 1}),        // other returns
          Move(kA, "back", "501", "102", 50, {2011, 12, 31})});  // a debit takes away
  const auto sums = *reader_.SumIncome(Query(2011));
  ASSERT_THAT(sums, SizeIs(2));
  EXPECT_EQ(sums[0].village, kA);
  EXPECT_EQ(sums[0].amount_fen, 100 + 20 + 1 - 50);
  EXPECT_EQ(sums[0].line_count, 4);
  EXPECT_EQ(sums[1].amount_fen, 3);
  EXPECT_THAT(*reader_.SumIncome(Query(2010)), IsEmpty());
}

TEST_P(IncomeStoreConformance, SumIncome_OfAVillageWithoutALine_HasNoRow) {
  Accept({Record(kB, 2011, kOther, 3, "r4")});
  const auto sums = *reader_.SumIncome(Query(2011));
  ASSERT_THAT(sums, SizeIs(1));
  EXPECT_EQ(sums[0].village, kB);
}

TEST_P(IncomeStoreConformance, SumIncome_AtAPosition_IsWhatWasKnown) {
  Accept({Record(kA, 2011, kSubsidy, 100, "r1")});
  const int64_t before = HeadPosition();
  Accept({Correct(kA, 2011, kSubsidy, 0, "r2")});
  EXPECT_EQ(reader_.SumIncome(Query(2011, before))->at(0).amount_fen, 100);
  const auto after = *reader_.SumIncome(Query(2011));
  EXPECT_EQ(after.at(0).amount_fen, 0);
  EXPECT_EQ(after.at(0).line_count, 2);
}

TEST_P(IncomeStoreConformance, SumIncome_CountsACodeByItsChart) {
  // 521 is an income account of the older chart and an expense of the newer.
  Accept({CreateLedger{{"420115002203", "新", "420115002203", Chart::kCk2023}},
          Move("420115002203", "tax", "521", "102", 10, {2024, 5, 1}),
          Move("420115002203", "in", "102", "502", 4, {2024, 5, 1})});
  IncomeQuery query = Query(2024);
  query.villages.emplace_back("420115002203");
  const auto sums = *reader_.SumIncome(query);
  ASSERT_THAT(sums, SizeIs(1));
  EXPECT_EQ(sums[0].amount_fen, 4);
}

TEST_P(IncomeStoreConformance, ListStandingIncomes_AreThoseOfTheYearAsTheyStood) {
  Accept({Record(kB, 2011, kSubsidy, 100, "r1", DataOrigin::kRecorded),
          Record(kA, 2011, kSubsidy, 100, "r2", DataOrigin::kExample),
          Record(kA, 2012, kSubsidy, 100, "r3", DataOrigin::kExample)});
  const int64_t before = HeadPosition();
  Accept({Correct(kA, 2011, kSubsidy, 90, "r4"), Record(kA, 2011, kOther, 1, "r5")});
  const auto listed = [&](const IncomeQuery& query) {
    std::vector<std::string> rows;
    const auto incomes = reader_.ListStandingIncomes(query);
    EXPECT_OK(incomes);
    for (const StandingIncome& income : *incomes) {
      rows.push_back(income.key.village.substr(9) + " " + std::string(SlugOf(income.key.category)) +
                     (income.origin == DataOrigin::kExample ? " example" : "") +
                     (income.position > before ? " later" : ""));
    }
    return rows;
  };
  EXPECT_THAT(listed(Query(2011)), ElementsAre("201 subsidy-income example later",
                                               "201 other-income later", "202 subsidy-income"));
  EXPECT_THAT(listed(Query(2011, before)),
              ElementsAre("201 subsidy-income example", "202 subsidy-income"));
  EXPECT_THAT(listed(Query(2010)), IsEmpty());
}

TEST_P(IncomeStoreConformance, ListIncomeLines_SumToTheSummary) {
  Accept({Record(kB, 2011, kOther, 3, "r1"), Record(kA, 2011, kSubsidy, 100, "r2"),
          Move(kA, "between", "501", "531", 8, {2011, 6, 1}),  // counts on both sides
          Correct(kA, 2011, kSubsidy, 90, "r3")});
  std::vector<std::string> seen;
  IncomeLineKey after;
  int64_t sum = 0;
  while (true) {
    const auto page = *reader_.ListIncomeLines(Query(2011), after, 2);
    if (page.empty()) break;
    ASSERT_LE(page.size(), 2u);
    for (const IncomeLine& line : page) {
      const int64_t amount = line.transfer.transfer.amount.value;
      sum += line.side == Side::kCredit ? amount : -amount;
      seen.push_back(line.village.substr(9) + (line.side == Side::kCredit ? " +" : " -") +
                     std::to_string(amount));
      after = {line.village, line.transfer.posted.position, line.side};
    }
  }
  EXPECT_THAT(seen, ElementsAre("201 +100", "201 -8", "201 +8", "201 -100", "201 +90", "202 +3"));
  EXPECT_EQ(sum, 93);
}

TEST_P(IncomeStoreConformance, SumIncome_OverManyVillages_IsExact) {
  std::vector<Command> commands;
  IncomeQuery query = Query(2011);
  query.villages.clear();
  for (int i = 0; i < 60; ++i) {
    const std::string village = "4201150022" + std::to_string(30 + i);
    commands.emplace_back(CreateLedger{{village, "村", village, Chart::kCk2004}});
    commands.push_back(Record(village, 2011, kOther, 1 + i, "m" + std::to_string(i)));
    query.villages.push_back(village);
  }
  Accept(commands);
  const auto sums = *reader_.SumIncome(query);
  ASSERT_THAT(sums, SizeIs(60));
  for (int i = 0; i < 60; ++i) {
    EXPECT_EQ(sums[static_cast<size_t>(i)].village, query.villages[static_cast<size_t>(i)]);
    EXPECT_EQ(sums[static_cast<size_t>(i)].amount_fen, 1 + i);
  }
}

}  // namespace
}  // namespace cobuild::finance
