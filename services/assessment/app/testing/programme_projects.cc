#include "services/assessment/app/testing/programme_projects.h"

#include <fmt/format.h>

#include <array>

namespace cobuild::assessment {
namespace {

constexpr int kOldBase = 5;  // villages 5 to 9
constexpr int kHollow = 10;  // villages 10 to 60
constexpr int kOrdinary = 61;
constexpr int kOldBaseProjects = 30;
constexpr int kGroupProjects = kOldBaseProjects + 89;
constexpr int kEconomicProjects = 322;
constexpr int kJointEvery = 10;
constexpr char kFund[] = "agricultural-development";
constexpr int64_t kFundYuan = 20'000'000;
constexpr std::array<const char*, 8> kModels = {
    "INDUSTRY_LED",          "RESOURCE_DEVELOPMENT", "RURAL_TOURISM",  "ASSET_OPERATION",
    "INVESTMENT_ATTRACTION", "ENTERPRISE_LED",       "SERVICE_INCOME", "LAND_OPERATION"};

// Projects from `first` up to `end` sum to `yuan`: all have the same, the last one the rest.
struct Group {
  int first;
  int end;
  int64_t yuan;
};
constexpr std::array<Group, 4> kMoney = {
    {{0, kOldBaseProjects, 1'219'000},
     {kOldBaseProjects, kGroupProjects, 26'380'000},
     {kGroupProjects, kEconomicProjects, 85'930'000 - 1'219'000 - 26'380'000},
     {kEconomicProjects, kProjects, 39'370'000}}};

std::string NameOf(int project) { return fmt::format("projects/p{:03}", project + 1); }

// The village that leads the project, or the `next` one after it in its group.
const Village& VillageOf(const std::vector<Village>& villages, int project, int next) {
  const auto in = [&](int first, int end, int place) -> const Village& {
    const int at = first + (place + next) % (end - first);
    return villages[static_cast<size_t>(at)];
  };
  if (project < kOldBaseProjects) return in(kOldBase, kHollow, project);
  if (project < kGroupProjects) return in(kHollow, kOrdinary, project - kOldBaseProjects);
  return in(kOrdinary, static_cast<int>(villages.size()), project - kGroupProjects);
}

std::vector<VillagePart> PartsOf(const std::vector<Village>& villages, int project) {
  const std::string& lead = VillageOf(villages, project, 0).code;
  if (project % kJointEvery != 0) return {{lead, 10'000}};
  return {{lead, 6'000}, {VillageOf(villages, project, 1).code, 4'000}};
}

void LoadInvestments(FakeSources& sources, DataOrigin origin) {
  for (const Group& group : kMoney) {
    const int64_t fen = group.yuan * kFenPerYuan;
    const int64_t each = fen / (group.end - group.first);
    for (int project = group.first; project < group.end; ++project) {
      const bool last = project + 1 == group.end;
      const int64_t amount = last ? fen - each * (group.end - group.first - 1) : each;
      const int64_t cash = amount / 3;
      const std::string name = NameOf(project);
      sources.Invest(name, "CASH_THROUGH_LEDGER", kFund, {cash}, {2011, 3, 1}, origin);
      sources.Invest(name, "PRIVATE", "villagers", {amount - cash}, {2011, 4, 1}, origin);
    }
  }
}

void LoadFund(FakeSources& sources, DataOrigin origin) {
  for (const int year : {2010, 2011}) {
    for (const char* side : {"appropriated", "paid"}) {
      const std::string subject = fmt::format("funds/{}/years/{}/{}", kFund, year, side);
      const std::string movement = fmt::format("funds/{}/movements/{}-{}", kFund, side, year);
      const money::Fen amount{kFundYuan * kFenPerYuan};
      sources.AddFinanceRecord(Fact::kFundYear, kFund, {year, 12, 31},
                               {.name = subject,
                                .display_name = fmt::format("{} in {}", side, year),
                                .value = {amount.value, kFenPerYuan},
                                .facts = {movement},
                                .origin = origin});
      sources.AddFundLine(kFund, {.village = "",
                                  .signed_amount = amount,
                                  .transfer = {.name = "ledgers/fund/transfers/" + movement,
                                               .debit_account = {},
                                               .credit_account = {},
                                               .amount = amount,
                                               .effective_date = {year, 12, 31},
                                               .description = {},
                                               .reverses = {},
                                               .position = 0,
                                               .record_time = {},
                                               .actor = {}},
                                  .subject = subject,
                                  .record = movement});
    }
  }
  sources.AddFinanceRecord(Fact::kPlannedAppropriation, "small-irrigation", {2012, 3, 14},
                           {.name = "funds/small-irrigation/movements/plan",
                            .display_name = "2012 district-budget",
                            .value = {30'000'000 * kFenPerYuan, kFenPerYuan},
                            .origin = origin});
}

}  // namespace

void LoadProjects(FakeSources& sources, const std::vector<Village>& villages, DataOrigin origin) {
  for (int project = 0; project < kProjects; ++project) {
    const bool economic = project < kEconomicProjects;
    const std::string name = NameOf(project);
    sources.AddProject({.name = name,
                        .display_name = fmt::format("项目{}", project + 1),
                        .category = economic ? "ECONOMIC_DEVELOPMENT" : "INFRASTRUCTURE",
                        .model = economic ? kModels[static_cast<size_t>(project) % 8] : "",
                        .villages = PartsOf(villages, project),
                        .origin = origin},
                       {2010, 5, 1}, {2010, 6, 1});
    sources.AddEvidence(name, {2010, 5, 1},
                        {.record = name + "/decisions/0005", .sha256 = std::string(64, 'a')});
  }
  for (const char* model : kModels) sources.PromoteModel(model, {2010, 6, 1}, origin);
}

void LoadBooks(FakeSources& sources, const std::vector<Village>& villages, DataOrigin origin) {
  LoadInvestments(sources, origin);
  for (const Village& village : villages) {
    sources.AddFinanceRecord(Fact::kHouseholdIncome, "", {2011, 12, 31},
                             {.name = "villages/" + village.code + "/household-incomes/2011",
                              .village = village.code,
                              .value = {800'001, kFenPerYuan},
                              .weight = 1'000,
                              .origin = origin});
  }
  for (int policy = 1; policy <= 12; ++policy) {
    sources.AddFinanceRecord(Fact::kSupportPolicy, "", {2010, policy, 1},
                             {.name = fmt::format("policies/policy-{:02}", policy),
                              .display_name = fmt::format("办法{}", policy),
                              .origin = origin});
  }
  LoadFund(sources, origin);
}

}  // namespace cobuild::assessment
