#include "services/projects/domain/summarize.h"

#include <gmock/gmock.h>

#include <random>

#include "common/testing/status_matchers.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;
using ::testing::ElementsAre;

constexpr auto kExample = DataOrigin::kExample;
constexpr auto kRecorded = DataOrigin::kRecorded;

SummarizeQuery EverywhereQuery() {
  SummarizeQuery query;
  query.reach = scope::Reach::Everything();
  return query;
}

class SummarizeTest : public ::testing::Test {
 protected:
  SummarizeTest() {
    Put(projects_,
        Record<Project>{"lotus",
                        {TourismStatement(), StartedOn({2010, 1, 5}, {2010, 2, 1}, {2010, 3, 1})}});
    Put(projects_,
        Record<Project>{"road",
                        {RoadStatement(), StartedOn({2010, 9, 1}, {2010, 12, 31}, {2011, 3, 1})}});
  }

  SummaryPage Ask(Grouping group_by, std::set<std::string> villages = {}, ProjectFilter filter = {},
                  const base::Date& as_of = {2011, 12, 31}) {
    SummarizeQuery query = EverywhereQuery();
    query.filter = std::move(filter);
    query.villages = std::move(villages);
    query.group_by = group_by;
    query.at.as_of = as_of;
    query.page_size = 100;
    const auto page = Summarize(projects_, query);
    EXPECT_OK(page);
    return *page;
  }

  Projects projects_;
};

TEST_F(SummarizeTest, Total_CountsEachProjectOnceAndSumsItsMoney) {
  const SummaryPage page = Ask(Grouping::kNone);
  EXPECT_THAT(page.groups, ElementsAre());
  EXPECT_EQ(page.total, (Summary{"", 2, {150'001}, {60'006}, kExample}));
  EXPECT_EQ(page.moment.position, 2);
}

TEST_F(SummarizeTest, ByVillage_CountsUnderTheLeadAndSharesEachLine) {
  // 60,001 fen at 70 : 30 are 42,001 and 18,000; 5 fen are 4 and 1 by largest remainder, ties
  // first.
  EXPECT_THAT(Ask(Grouping::kVillage).groups,
              ElementsAre(Summary{"villages/420115002201", 1, {70'001}, {42'005}, kExample},
                          Summary{"villages/420115002202", 0, {30'000}, {18'001}, kExample},
                          Summary{"villages/420115003201", 1, {50'000}, {0}, kRecorded}));
}

TEST_F(SummarizeTest, OverVillages_LeadsAreCountedAndSharesSummed) {
  EXPECT_EQ(Ask(Grouping::kNone, {kHill}).total, (Summary{"", 0, {30'000}, {18'001}, kExample}));
  EXPECT_EQ(Ask(Grouping::kNone, {kRiver, kSandbar}).total,
            (Summary{"", 2, {120'001}, {42'005}, kExample}));
  EXPECT_EQ(Ask(Grouping::kNone, {"999999999999"}).total, (Summary{"", 0, {0}, {0}, {}}));
}

TEST_F(SummarizeTest, EachGrouping_HasItsKeys) {
  const auto keys = [&](Grouping grouping) {
    std::vector<std::string> found;
    for (const Summary& group : Ask(grouping).groups) found.push_back(group.key);
    return found;
  };
  EXPECT_THAT(keys(Grouping::kCategory), ElementsAre("ECONOMIC_DEVELOPMENT", "INFRASTRUCTURE"));
  EXPECT_THAT(keys(Grouping::kModel), ElementsAre("", "RURAL_TOURISM"));
  EXPECT_THAT(keys(Grouping::kTownship), ElementsAre("420115002", "420115003"));
  EXPECT_THAT(keys(Grouping::kSponsor), ElementsAre("organizations/roads", "organizations/water"));
  EXPECT_THAT(keys(Grouping::kCampaign), ElementsAre("", "campaigns/ponds"));
  EXPECT_THAT(keys(Grouping::kYear), ElementsAre("2010", "2011"));
  EXPECT_THAT(keys(Grouping::kSource), ElementsAre("city", "district", "partner"));
}

TEST_F(SummarizeTest, BySource_AProjectCountsUnderEachAndOnceInTotal) {
  const SummaryPage page = Ask(Grouping::kSource);
  EXPECT_THAT(page.groups, ElementsAre(Summary{"city", 1, {40'000}, {0}, kExample},
                                       Summary{"district", 2, {110'001}, {60'001}, kExample},
                                       Summary{"partner", 1, {0}, {5}, kExample}));
  EXPECT_EQ(page.total.project_count, 2);
}

TEST_F(SummarizeTest, StartedWithin_AsOfADayThatIncludesTheBounds) {
  ProjectFilter within;
  within.started_from = base::Date{2010, 3, 1};
  within.started_to = base::Date{2011, 3, 1};
  EXPECT_EQ(Ask(Grouping::kNone, {}, within).total.project_count, 2);
  EXPECT_EQ(Ask(Grouping::kNone, {}, within, {2011, 2, 28}).total.project_count, 1);
  within.started_from = base::Date{2010, 3, 2};
  EXPECT_EQ(Ask(Grouping::kNone, {}, within).total.project_count, 1);
  within.started_to = base::Date{2011, 2, 28};
  EXPECT_EQ(Ask(Grouping::kNone, {}, within).total.project_count, 0);
}

TEST_F(SummarizeTest, ApprovedWithin) {
  ProjectFilter within;
  within.approved_to = base::Date{2010, 12, 30};
  EXPECT_EQ(Ask(Grouping::kNone, {}, within).total.project_count, 1);
  within.approved_to = base::Date{2010, 12, 31};
  EXPECT_EQ(Ask(Grouping::kNone, {}, within).total.project_count, 2);
}

TEST_F(SummarizeTest, ExcludeCancelled_AsOfTheDay) {
  Project cancelled{RoadStatement(), StartedOn({2010, 9, 1}, {2010, 12, 31}, {2011, 3, 1})};
  cancelled.steps.push_back({ProjectAction::kCancel, {2011, 12, 31}, "no land"});
  Put(projects_, Record<Project>{"road", cancelled});
  ProjectFilter standing;
  standing.exclude_cancelled = true;
  EXPECT_EQ(Ask(Grouping::kNone, {}, standing, {2011, 12, 30}).total.project_count, 2);
  EXPECT_EQ(Ask(Grouping::kNone, {}, standing, {2011, 12, 31}).total.project_count, 1);
}

TEST_F(SummarizeTest, Filter_ByEachFact) {
  const auto count = [&](const std::function<void(ProjectFilter&)>& set) {
    ProjectFilter filter;
    set(filter);
    return Ask(Grouping::kNone, {}, filter).total.project_count;
  };
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.village_code = kHill; }), 1);
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.sponsor = "roads"; }), 1);
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.sponsor = "none"; }), 0);
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.campaign = "ponds"; }), 1);
  EXPECT_EQ(
      count([](ProjectFilter& filter) { filter.category = ProjectCategory::kInfrastructure; }), 1);
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.model = DevelopmentModel::kLandOperation; }),
            0);
  EXPECT_EQ(count([](ProjectFilter& filter) { filter.state = ProjectState::kRunning; }), 2);
  EXPECT_EQ(count([](ProjectFilter& filter) {
              filter.village_code = kHill;
              filter.sponsor = "roads";
            }),
            0);
}

TEST_F(SummarizeTest, KnownAt_ForgetsWhatWasRecordedLater) {
  SummarizeQuery query = EverywhereQuery();
  query.at.as_of = {2011, 12, 31};
  query.at.known_at.position = 1;
  EXPECT_EQ(Summarize(projects_, query)->total.project_count, 1);
  query.at.known_at.position = 3;
  EXPECT_STATUS(Summarize(projects_, query),
                test::HasViolation("known_at.position", "OUT_OF_RANGE"));
}

TEST_F(SummarizeTest, Pages_GoOnAfterAnEmptyKeyToo) {
  SummarizeQuery query = EverywhereQuery();
  query.group_by = Grouping::kModel;
  query.at.as_of = {2011, 12, 31};
  query.page_size = 1;
  const auto first = Summarize(projects_, query);
  ASSERT_OK(first);
  ASSERT_EQ(first->groups.size(), 1U);
  EXPECT_EQ(first->groups[0].key, "");
  EXPECT_FALSE(first->is_last);
  query.after = first->groups[0].key;
  const auto second = Summarize(projects_, query);
  ASSERT_EQ(second->groups.size(), 1U);
  EXPECT_EQ(second->groups[0].key, "RURAL_TOURISM");
  EXPECT_TRUE(second->is_last);
  EXPECT_EQ(second->total, first->total);
}

TEST_F(SummarizeTest, MoreThanFits_IsRefused) {
  Statement rich = RoadStatement();
  rich.budget[0].amount = money::kMaxAmount;
  for (int i = 0; i < 1'025; ++i)
    Put(projects_, Record<Project>{"p" + std::to_string(i), {rich, {}}});
  EXPECT_STATUS(Summarize(projects_, EverywhereQuery()),
                Refuses(StatusCode::kOutOfRange, "SUM_TOO_LARGE"));
}

// Whatever the shares and amounts: groups add up to the total, and the total is what was stated.
TEST(SummarizeProperty, GroupsAddUpToTheTotal) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const auto upto = [&](int64_t max) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(max)) + 1;
  };
  Projects projects;
  int64_t stated_fen = 0;
  for (int i = 0; i < 200; ++i) {
    Statement stated = TourismStatement();
    const int64_t share = upto(kWholeShare - 2);
    const int64_t second = upto(kWholeShare - share - 1);
    stated.villages = {{kRiver, share}, {kHill, second}, {kSandbar, kWholeShare - share - second}};
    for (BudgetLine& line : stated.budget) line.amount.value = upto(10'000'000);
    stated_fen += BudgetTotal(stated).value;
    Put(projects, Record<Project>{std::to_string(i), {stated, {}}});
  }
  for (const Grouping grouping :
       {Grouping::kVillage, Grouping::kTownship, Grouping::kSource, Grouping::kYear}) {
    SummarizeQuery query = EverywhereQuery();
    query.group_by = grouping;
    query.page_size = 100;
    const auto page = Summarize(projects, query);
    ASSERT_OK(page);
    int64_t budget = 0;
    for (const Summary& group : page->groups) budget += group.budget.value;
    EXPECT_EQ(page->total.budget.value, stated_fen);
    EXPECT_EQ(budget, stated_fen);
  }
}

}  // namespace
}  // namespace cobuild::projects
