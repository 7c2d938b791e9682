#include "services/assessment/domain/figure.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"

namespace cobuild::assessment {
namespace {

using test::HasViolation;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Village kFirst{.code = "420115002201", .name = "一村", .township_name = "乡"};
const Village kSecond{.code = "420115002202", .name = "二村", .township_name = "乡"};

const Metric kVillages{.key = {"villages", 1}};
const Metric kIncome{.key = {"collective_income", 1},
                     .fact = Fact::kVillageIncome,
                     .income_definition = "collective_income_gross@1"};

FigureQuery IncomeQuery(Aggregation aggregation) {
  return {.metric = kIncome.key,
          .aggregation = aggregation,
          .perimeter = "here",
          .cohort_date = std::nullopt,
          .year = 2011,
          .as_of = {2011, 12, 31}};
}

Figure AggregateIncomes(const FigureQuery& query, const Metric& metric, const Subjects& subjects,
                        const Incomes& incomes) {
  return Aggregate(query, metric, subjects, ItemsOf(incomes));
}

Incomes Of(int64_t first_fen, int64_t second_fen) {
  return {{kFirst.code, {{first_fen}, DataOrigin::kRecorded}},
          {kSecond.code, {{second_fen}, DataOrigin::kRecorded}}};
}

const Subjects kBoth{{kFirst, kSecond}, DataOrigin::kRecorded};

TEST(Aggregate, IncomesOfOtherVillages_DoNotCount) {
  const Figure figure = AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome,
                                         {{kFirst}, DataOrigin::kRecorded}, Of(100, 900));
  EXPECT_EQ(figure.value, (Exact{100, 100}));
  EXPECT_EQ(figure.subject_count, 1);
  EXPECT_TRUE(figure.missing.empty());
}

TEST(Aggregate, RowsAreInOrderOfVillageAndInYuan) {
  const Figure figure =
      AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome, kBoth, Of(100, 900));
  ASSERT_EQ(figure.rows.size(), 2u);
  EXPECT_EQ(figure.rows[0].village, kFirst);
  EXPECT_EQ(ToDecimal(figure.rows[0].value, 2), "1.00");
  EXPECT_EQ(figure.rows[1].village, kSecond);
  EXPECT_EQ(figure.definition, "collective_income_gross@1");
  EXPECT_THAT(figure.formula, HasSubstr("sum of collective_income_gross@1 in 2011 of 2 villages"));
}

TEST(Aggregate, VerificationOfTheRowsThatCount_IsSummed) {
  Incomes incomes = Of(100, 900);
  incomes[kFirst.code].verification = {.declared = 2, .township_verified = 1};
  incomes[kSecond.code].verification = {.district_accepted = 4};
  incomes["420115002203"].verification = {.declared = 8};
  const Figure figure = AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome, kBoth, incomes);
  EXPECT_EQ(figure.verification,
            (Verification{.declared = 2, .township_verified = 1, .district_accepted = 4}));
  const Figure growth = Combine(IncomeQuery(Aggregation::kCompoundAnnualGrowth), figure, figure);
  EXPECT_EQ(growth.verification,
            (Verification{.declared = 4, .township_verified = 2, .district_accepted = 8}));
}

TEST(Aggregate, OneExampleRow_MakesTheFigureAnExample) {
  Incomes incomes = Of(100, 900);
  EXPECT_EQ(AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome, kBoth, incomes).origin,
            DataOrigin::kRecorded);
  incomes[kSecond.code].origin = DataOrigin::kExample;
  EXPECT_EQ(AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome, kBoth, incomes).origin,
            DataOrigin::kExample);
}

TEST(Aggregate, ExamplePerimeter_MakesACountAnExample) {
  FigureQuery query = IncomeQuery(Aggregation::kCount);
  query.year = 0;
  const Figure figure = AggregateIncomes(query, kVillages, {{kFirst}, DataOrigin::kExample}, {});
  EXPECT_EQ(figure.origin, DataOrigin::kExample);
  EXPECT_EQ(figure.unit, Unit::kVillage);
  EXPECT_EQ(figure.value, (Exact{1, 1}));
}

TEST(Aggregate, CountOfIncomes_CountsVillagesWithARow) {
  Incomes incomes = Of(100, 900);
  incomes.erase(kFirst.code);
  const Figure figure = AggregateIncomes(IncomeQuery(Aggregation::kCount), kIncome, kBoth, incomes);
  EXPECT_EQ(figure.value, (Exact{1, 1}));
  EXPECT_EQ(figure.unit, Unit::kVillage);
  EXPECT_THAT(figure.missing, ElementsAre("villages/" + kFirst.code));
}

TEST(Aggregate, SumBeyond64Bits_CannotBeComputed) {
  const Figure figure =
      AggregateIncomes(IncomeQuery(Aggregation::kSum), kIncome, kBoth, Of(INT64_MAX, 1));
  EXPECT_EQ(figure.value, std::nullopt);
  EXPECT_EQ(figure.formula, "cannot be computed: the sum exceeds 64 bits of fen");
}

TEST(Aggregate, MissingRows_AreSaidInTheFormula) {
  Incomes incomes = Of(100, 900);
  incomes.erase(kSecond.code);
  const Figure figure = AggregateIncomes(IncomeQuery(Aggregation::kMean), kIncome, kBoth, incomes);
  EXPECT_EQ(figure.bound, Bound::kAtLeast);
  EXPECT_THAT(figure.formula, HasSubstr("1 of 2 villages have no row"));
  EXPECT_THAT(figure.missing, ElementsAre("villages/" + kSecond.code));
}

TEST(Combine, MissingInEitherYear_AreNamedOnce) {
  FigureQuery query = IncomeQuery(Aggregation::kCompoundAnnualGrowth);
  query.from_year = 2009;
  Incomes only_first = Of(100, 900);
  only_first.erase(kSecond.code);
  const Figure figure =
      Combine(query, AggregateIncomes(FirstOperand(query), kIncome, kBoth, only_first),
              AggregateIncomes(LastOperand(query), kIncome, kBoth, only_first));
  EXPECT_THAT(figure.missing, ElementsAre("villages/" + kSecond.code));
  EXPECT_EQ(figure.value, std::nullopt);
}

TEST(Operands, AreSumsOfTheTwoYears) {
  FigureQuery query = IncomeQuery(Aggregation::kCompoundAnnualGrowth);
  query.from_year = 2009;
  EXPECT_EQ(LastOperand(query), IncomeQuery(Aggregation::kSum));
  EXPECT_EQ(FirstOperand(query).year, 2009);
  EXPECT_EQ(FirstOperand(query).from_year, 0);
}

TEST(CheckFits, VillagesAreCountedAndHaveNoYear) {
  FigureQuery query = IncomeQuery(Aggregation::kSum);
  EXPECT_STATUS(CheckFits(query, kVillages), HasViolation("query.aggregation", "OUT_OF_RANGE"));
  EXPECT_STATUS(CheckFits(query, kVillages), HasViolation("query.year", "OUT_OF_RANGE"));
  query.aggregation = Aggregation::kCount;
  query.year = 0;
  EXPECT_OK(CheckFits(query, kVillages));
}

TEST(CheckFits, IncomesNeedAYear) {
  FigureQuery query = IncomeQuery(Aggregation::kSum);
  EXPECT_OK(CheckFits(query, kIncome));
  query.year = 0;
  EXPECT_STATUS(CheckFits(query, kIncome), HasViolation("query.year", "REQUIRED"));
}

TEST(CheckFits, PeriodsOfYearsAndDays) {
  FigureQuery query = IncomeQuery(Aggregation::kSum);
  query.from_year = 2009;
  EXPECT_STATUS(CheckFits(query, kIncome), HasViolation("query.from_year", "OUT_OF_RANGE"));
  query.aggregation = Aggregation::kCount;
  EXPECT_OK(CheckFits(query, {.key = {}, .fact = Fact::kProject}));
  EXPECT_STATUS(CheckFits(query, {.key = {}, .fact = Fact::kPosting}),
                HasViolation("query.year", "OUT_OF_RANGE"));
  EXPECT_STATUS(CheckFits(query, {.key = {}, .fact = Fact::kPosting}),
                HasViolation("query.from_year", "OUT_OF_RANGE"));
}

TEST(AggregateItems, ProjectOfNoVillageThatCounts_IsNoRow) {
  FigureQuery query = IncomeQuery(Aggregation::kCount);
  query.from_year = 2010;
  const std::vector<Item> items = {
      {.name = "projects/a", .display_name = "甲", .village = kFirst.code},
      {.name = "projects/a", .display_name = "甲", .village = kFirst.code},
      {.name = "projects/b", .village = kSecond.code, .origin = DataOrigin::kExample}};
  const Metric metric{.key = {"projects", 1}, .fact = Fact::kProject};
  const Figure figure = Aggregate(query, metric, {{kFirst}, DataOrigin::kRecorded}, items);
  EXPECT_EQ(figure.value, (Exact{1, 1}));
  EXPECT_EQ(figure.unit, Unit::kProject);
  EXPECT_EQ(figure.origin, DataOrigin::kRecorded);
  ASSERT_EQ(figure.rows.size(), 1u);
  EXPECT_EQ(figure.rows[0].subject, "projects/a");
  EXPECT_EQ(figure.rows[0].display_name, "甲");
  EXPECT_EQ(figure.rows[0].village, kFirst);
  EXPECT_EQ(figure.formula, "number of projects of projects@1 in 2010-2011 (perimeters/here)");
}

TEST(AggregateItems, VillageWithPostings_NamesThem) {
  FigureQuery query = IncomeQuery(Aggregation::kCount);
  query.year = 0;
  const std::vector<Item> items = {{.name = "postings/a", .village = kFirst.code},
                                   {.name = "postings/b", .village = kFirst.code}};
  const Metric metric{
      .key = {"liaison_officers", 1}, .fact = Fact::kPosting, .qualifier = "LIAISON_OFFICER"};
  const Figure figure = Aggregate(query, metric, kBoth, items);
  ASSERT_EQ(figure.rows.size(), 1u);
  EXPECT_EQ(figure.rows[0].subject, "villages/" + kFirst.code);
  EXPECT_THAT(figure.rows[0].facts, ElementsAre("postings/a", "postings/b"));
  EXPECT_EQ(figure.rows[0].value, (Exact{1, 1}));
  ASSERT_EQ(figure.lacking.size(), 1u);
  EXPECT_EQ(figure.lacking[0].village, kSecond);
  EXPECT_EQ(
      figure.formula,
      "number of villages that have liaison_officers@1 on 2011-12-31 (perimeters/here); 1 of 2 "
      "villages have none");
}

TEST(AggregateItems, FundYears_AreListedInTheFormula) {
  FigureQuery query = IncomeQuery(Aggregation::kMinimum);
  query.from_year = 2010;
  const std::vector<Item> items = {
      {.name = "funds/a/2010", .display_name = "2010 appropriated", .value = {100, 100}},
      {.name = "funds/a/2011", .display_name = "2011 paid", .value = {300, 100}}};
  const Metric metric{.key = {"fund", 1}, .fact = Fact::kFundYear, .qualifier = "a"};
  EXPECT_THAT(Aggregate(query, metric, kBoth, items).formula,
              HasSubstr(": 2010 appropriated 1.00, 2011 paid 3.00"));
}

TEST(DescribeScope, NamesTheCohort) {
  FigureQuery query = IncomeQuery(Aggregation::kSum);
  EXPECT_EQ(DescribeScope(query), "perimeters/here");
  query.cohort_date = base::Date{2010, 1, 1};
  EXPECT_EQ(DescribeScope(query), "perimeters/here, any category on 2010-01-01");
  query.category = Category::kHollowEconomy;
  EXPECT_EQ(DescribeScope(query), "perimeters/here, HOLLOW_ECONOMY on 2010-01-01");
}

}  // namespace
}  // namespace cobuild::assessment
