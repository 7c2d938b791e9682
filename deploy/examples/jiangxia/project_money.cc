#include "deploy/examples/jiangxia/project_money.h"

#include <algorithm>
#include <array>
#include <map>

#include "deploy/examples/jiangxia/funds.h"
#include "deploy/examples/jiangxia/random.h"
#include "deploy/examples/jiangxia/split.h"

namespace cobuild::jiangxia {
namespace {

using money::Fen;

constexpr int64_t kYuan = 100;  // fen

// What the report says, in fen.
constexpr int64_t kOldBaseTotal = 1'219'000 * kYuan;
constexpr int64_t kHollowTotal = 26'380'000 * kYuan;
constexpr int64_t kEconomicTotal = 85'930'000 * kYuan;
constexpr int64_t kInfrastructureTotal = 39'370'000 * kYuan;

// What we assume where the report is silent.
constexpr int64_t kSmallestInvestment = 8'000 * kYuan;
constexpr int64_t kCarriedByAgriculturalFund = 27'000'000 * kYuan;  // a year, all kinds of money
constexpr int kOpenPercent = 25;  // of the projects of 2011 that another fund pays
constexpr int64_t kBudgetStep = 1'000 * kYuan;

using Pointers = std::vector<Project*>;

void SplitInvestment(Random& random, int64_t total, const Pointers& projects) {
  const std::vector<int64_t> floors(projects.size(), kSmallestInvestment);
  const auto parts = SplitAbove(total, floors, DrawWeights(random, projects.size()));
  for (size_t i = 0; i < projects.size(); ++i) projects[i]->invested = Fen{parts[i]};
}

Pointers Range(std::vector<Project>& projects, size_t first, size_t last) {
  Pointers range;
  for (size_t i = first; i < last; ++i) range.push_back(&projects[i]);
  return range;
}

Pointers Of(ProjectCategory category, const Pointers& projects) {
  Pointers found;
  for (Project* project : projects) {
    if (project->category == category) found.push_back(project);
  }
  return found;
}

int64_t Invested(const Pointers& projects) {
  int64_t sum = 0;
  for (const Project* project : projects) sum += project->invested.value;
  return sum;
}

// The two groups have sums of their own; the others take what these leave of both categories.
void FillInvested(Random& random, size_t old_base_projects, size_t hollow_projects,
                  std::vector<Project>& projects) {
  const size_t grouped = old_base_projects + hollow_projects;
  SplitInvestment(random, kOldBaseTotal, Range(projects, 0, old_base_projects));
  SplitInvestment(random, kHollowTotal, Range(projects, old_base_projects, grouped));
  const Pointers groups = Range(projects, 0, grouped);
  const Pointers others = Range(projects, grouped, projects.size());
  const std::map<ProjectCategory, int64_t> totals = {
      {ProjectCategory::kEconomicDevelopment, kEconomicTotal},
      {ProjectCategory::kInfrastructure, kInfrastructureTotal}};
  for (const auto& [category, total] : totals) {
    SplitInvestment(random, total - Invested(Of(category, groups)), Of(category, others));
  }
}

// One of each two neighbours in size to each year, so that either can carry its half of the funds.
void FillYears(Random& random, Pointers projects) {
  std::ranges::stable_sort(projects, std::ranges::greater(), &Project::invested);
  for (size_t i = 0; i < projects.size(); i += 2) {
    const bool first_later = random.Chance(50);
    projects[i]->year = first_later ? 2011 : 2010;
    if (i + 1 < projects.size()) projects[i + 1]->year = first_later ? 2010 : 2011;
  }
}

// Cash is invested when it is paid. `open` is what the fund has still to pay after 2011.
void SetCash(Project& project, const char* fund, int64_t paid, int64_t open) {
  project.fund = fund;
  project.funds = {{FundKind::kCashThroughLedger, SourceOf(fund), Fen{paid}}};
  project.contract = Fen{paid + open};
}

// Spends the year's appropriation to the fen, on complete projects.
void SpendAgriculturalFund(Random& random, int year, const Pointers& economic) {
  Pointers candidates;
  for (Project* project : economic) {
    if (project->year == year) candidates.push_back(project);
  }
  random.Shuffle(candidates);
  std::vector<int64_t> weights;
  int64_t carried = 0;
  for (size_t i = 0; i < candidates.size() && carried < kCarriedByAgriculturalFund; ++i) {
    carried += candidates[i]->invested.value;
    weights.push_back(candidates[i]->invested.value / kYuan * random.Between(90, 110));
  }
  const auto parts = money::Share(kAgriculturalFundAYear, weights);
  for (size_t i = 0; i < parts.size(); ++i) {
    SetCash(*candidates[i], kAgriculturalFund, parts[i].value, 0);
  }
}

// Two fifths to four fifths of the project. The last tenth of an open contract is exact in fen.
void SpendOtherFunds(Random& random, Project& project) {
  const bool district = project.category == ProjectCategory::kInfrastructure && random.Chance(60);
  const char* fund = district ? kInfrastructureFund : kMunicipalFund;
  int64_t paid = project.invested.value * random.Between(40, 80) / 100;
  const bool open = project.year == 2011 && random.Chance(kOpenPercent);
  if (open) paid -= paid % 9;
  SetCash(project, fund, paid, open ? paid / 9 : 0);
}

// What is not cash: one to three kinds.
void FillRest(Random& random, Project& project) {
  std::vector<InvestedFund> kinds = {{FundKind::kDirectByPartner, "partner-unit", Fen{}},
                                     {FundKind::kInKind, "partner-unit", Fen{}},
                                     {FundKind::kPrivate, "enterprise", Fen{}},
                                     {FundKind::kPrivate, "villagers", Fen{}}};
  random.Shuffle(kinds);
  kinds.resize(static_cast<size_t>(random.Between(1, 3)));
  const int64_t rest = project.invested.value - project.funds.front().amount.value;
  const auto parts =
      SplitAbove(rest, std::vector<int64_t>(kinds.size(), 1), DrawWeights(random, kinds.size()));
  for (size_t i = 0; i < kinds.size(); ++i) {
    kinds[i].amount = Fen{parts[i]};
    project.funds.push_back(kinds[i]);
  }
}

// What each source is to give, rounded up.
void FillBudget(Project& project) {
  std::map<std::string, int64_t> sources = {{SourceOf(project.fund), project.contract.value}};
  for (const InvestedFund& fund : project.funds) {
    if (fund.kind != FundKind::kCashThroughLedger) sources[fund.source] += fund.amount.value;
  }
  for (const auto& [source, fen] : sources) {
    project.budget.push_back({source, Fen{(fen + kBudgetStep - 1) / kBudgetStep * kBudgetStep}});
  }
}

// Together with those before it an instalment is its share of the contract, rounded down: a fund
// pays no fen above it.
void FillInstalments(Project& project) {
  int percent = 0;
  int64_t before = 0;  // fen
  for (size_t i = 0; i < kInstalmentPercent.size(); ++i) {
    percent += kInstalmentPercent[i];
    const int64_t due = project.contract.value * percent / 100;
    project.milestones.push_back(
        {static_cast<MilestoneKind>(i), {}, Fen{due - before}, std::nullopt});
    before = due;
  }
}

}  // namespace

void FillMoney(uint64_t seed, size_t old_base_projects, size_t hollow_projects,
               std::vector<Project>& projects) {
  Random random(seed, Topic::kProjectMoney);
  FillInvested(random, old_base_projects, hollow_projects, projects);
  const Pointers all = Range(projects, 0, projects.size());
  const Pointers economic = Of(ProjectCategory::kEconomicDevelopment, all);
  FillYears(random, economic);
  FillYears(random, Of(ProjectCategory::kInfrastructure, all));
  for (const int year : {2010, 2011}) SpendAgriculturalFund(random, year, economic);
  for (Project& project : projects) {
    if (project.fund.empty()) SpendOtherFunds(random, project);
    FillRest(random, project);
    FillBudget(project);
    FillInstalments(project);
  }
}

}  // namespace cobuild::jiangxia
