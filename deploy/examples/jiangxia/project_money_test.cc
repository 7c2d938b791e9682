#include "deploy/examples/jiangxia/project_money.h"

#include <algorithm>

#include "deploy/examples/jiangxia/funds.h"
#include "deploy/examples/jiangxia/projects_fixture.h"

namespace cobuild::jiangxia {
namespace {

using money::Fen;

int64_t SumOf(const std::vector<InvestedFund>& funds) {
  int64_t sum = 0;
  for (const InvestedFund& fund : funds) sum += fund.amount.value;
  return sum;
}

int64_t CashOf(const Project& project) {
  int64_t sum = 0;
  for (const InvestedFund& fund : project.funds) {
    if (fund.kind == FundKind::kCashThroughLedger) sum += fund.amount.value;
  }
  return sum;
}

int64_t PaidOf(const Project& project) {
  int64_t sum = 0;
  for (const Milestone& milestone : project.milestones) {
    if (milestone.settlement) sum += milestone.instalment.value;
  }
  return sum;
}

// By village shares, of the projects that a village of the group leads.
int64_t InvestedIn(const std::vector<Place>& group, const std::vector<Project>& projects) {
  const std::set<std::string> codes = CodesIn(group);
  int64_t sum = 0;
  for (const Project& project : projects) {
    if (!codes.contains(LeadOf(project))) continue;
    for (const auto& [village, fen] : InvestedByVillage(project)) {
      if (codes.contains(village)) sum += fen;
    }
  }
  return sum;
}

TEST_F(ProjectsTest, F07F11F16F18F20_AnySeed_InvestmentsAreTheReports) {
  ForEveryProject([](const Cohorts& cohorts, const std::vector<Project>& projects) {
    std::map<ProjectCategory, int64_t> sums;
    for (const Project& project : projects) sums[project.category] += SumOf(project.funds);
    EXPECT_EQ(sums[ProjectCategory::kEconomicDevelopment], 85'930'000'00);
    EXPECT_EQ(sums[ProjectCategory::kInfrastructure], 39'370'000'00);
    EXPECT_EQ(sums[ProjectCategory::kEconomicDevelopment] + sums[ProjectCategory::kInfrastructure],
              125'300'000'00);
    EXPECT_EQ(InvestedIn(cohorts.old_base, projects), 1'219'000'00);
    EXPECT_EQ(InvestedIn(cohorts.hollow, projects), 26'380'000'00);
  });
}

TEST_F(ProjectsTest, AnySeed_FundsArePositiveEachKindAndSourceOnce) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    std::set<FundKind> all_kinds;
    for (const Project& project : projects) {
      EXPECT_EQ(SumOf(project.funds), project.invested.value) << project.id;
      std::set<std::pair<FundKind, std::string>> lines;
      for (const InvestedFund& fund : project.funds) {
        EXPECT_GT(fund.amount, Fen{0}) << project.id;
        EXPECT_TRUE(base::IsResourceId(fund.source)) << fund.source;
        EXPECT_TRUE(lines.insert({fund.kind, fund.source}).second) << project.id;
        all_kinds.insert(fund.kind);
      }
    }
    EXPECT_EQ(all_kinds.size(), 4U);
  });
}

TEST_F(ProjectsTest, AnySeed_BudgetsCoverContractsAndInvestmentsBySource) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    for (const Project& project : projects) {
      std::map<std::string, int64_t> invested;
      for (const InvestedFund& fund : project.funds) invested[fund.source] += fund.amount.value;
      std::map<std::string, int64_t> budget;
      for (const BudgetLine& line : project.budget) {
        EXPECT_TRUE(budget.insert({line.source, line.amount.value}).second) << project.id;
      }
      for (const auto& [source, fen] : invested) EXPECT_GE(budget[source], fen) << project.id;
      EXPECT_GE(budget[SourceOf(project.fund)], project.contract.value) << project.id;
      EXPECT_EQ(budget.size(), invested.size()) << project.id;
    }
  });
}

TEST_F(ProjectsTest, AnySeed_InstalmentsAre40And90And100PercentTogetherAndCashIsWhatWasPaid) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    int open = 0;
    for (const Project& project : projects) {
      ASSERT_EQ(project.milestones.size(), 3U);
      constexpr std::array<int64_t, 3> kDuePercent = {40, 90, 100};
      int64_t due = 0;
      int64_t released = 0;
      for (size_t i = 0; i < kDuePercent.size(); ++i) {
        const Milestone& milestone = project.milestones[i];
        EXPECT_EQ(milestone.kind, static_cast<MilestoneKind>(i)) << project.id;
        due += milestone.instalment.value;
        EXPECT_EQ(due, project.contract.value * kDuePercent[i] / 100) << project.id;
        if (milestone.settlement) released += milestone.instalment.value;
      }
      EXPECT_LE(released, project.contract.value) << project.id;
      EXPECT_EQ(CashOf(project), PaidOf(project)) << project.id;
      const bool is_open = !project.milestones.back().settlement;
      open += is_open;
      if (!is_open) {
        EXPECT_EQ(PaidOf(project), project.contract.value) << project.id;
      }
    }
    EXPECT_GT(open, 0);
    EXPECT_LT(open, 120);
  });
}

TEST_F(ProjectsTest, F33F34_AnySeed_FundsPayWhatTheyWereGivenAtMost) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    std::map<std::pair<std::string, int>, int64_t> committed;
    std::map<std::pair<std::string, int>, int64_t> paid;
    for (const Project& project : projects) {
      committed[{project.fund, project.year}] += project.contract.value;
      for (const Milestone& milestone : project.milestones) {
        if (!milestone.settlement) continue;
        paid[{project.fund, milestone.settlement->paid.year}] += milestone.instalment.value;
      }
    }
    std::map<std::pair<std::string, int>, int64_t> appropriated;
    int64_t planned = 0;
    for (const Appropriation& each : MakeAppropriations(projects)) {
      if (each.state == AppropriationState::kPlanned) {
        EXPECT_EQ(each.fund, kIrrigationFund);
        EXPECT_EQ(each.year, 2012);
        planned += each.amount.value;
      } else {
        appropriated[{each.fund, each.year}] += each.amount.value;
        EXPECT_EQ(each.date.year, each.year);
      }
    }
    EXPECT_EQ(planned, 30'000'000'00);
    for (const int year : {2010, 2011}) {
      EXPECT_EQ((appropriated[{kAgriculturalFund, year}]), 20'000'000'00);
      EXPECT_EQ((paid[{kAgriculturalFund, year}]), 20'000'000'00);
    }
    for (const auto& [key, fen] : committed) {
      EXPECT_LE(paid[key], fen) << key.first << key.second;
      EXPECT_LE(fen, appropriated[key]) << key.first << key.second;
    }
    for (const auto& [key, fen] : paid) EXPECT_TRUE(committed.contains(key)) << key.first;
  });
}

TEST(MakeFunds, Always_HaveNamesAndSources) {
  ExpectGoodIds(MakeFunds());
  for (const Fund& fund : MakeFunds()) {
    EXPECT_FALSE(fund.display_name.empty()) << fund.id;
    EXPECT_EQ(SourceOf(fund.id), fund.source);
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
