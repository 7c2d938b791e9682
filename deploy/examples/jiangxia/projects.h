// The 482 projects of 2010 and 2011: who carries each, what it is, its money and its days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "common/money/money.h"
#include "deploy/examples/jiangxia/cohorts.h"
#include "deploy/examples/jiangxia/organizations.h"

namespace cobuild::jiangxia {

enum class ProjectCategory { kEconomicDevelopment, kInfrastructure };

enum class DevelopmentModel {
  kIndustryLed,
  kResourceDevelopment,
  kRuralTourism,
  kAssetOperation,
  kInvestmentAttraction,
  kEnterpriseLed,
  kServiceIncome,
  kLandOperation,
};
inline constexpr size_t kModels = 8;
// From this day on all eight are promoted.
inline constexpr base::Date kModelsPromoted{2010, 6, 1};

enum class FundKind { kCashThroughLedger, kDirectByPartner, kInKind, kPrivate };

struct VillageShare {
  std::string village;  // code
  int basis_points;     // of the project's money; all of a project sum to 10,000

  bool operator==(const VillageShare&) const = default;
};

struct BudgetLine {
  std::string source;
  money::Fen amount;

  bool operator==(const BudgetLine&) const = default;
};

// Invested by the end of 2011.
struct InvestedFund {
  FundKind kind;
  std::string source;
  money::Fen amount;

  bool operator==(const InvestedFund&) const = default;
};

enum class MilestoneKind { kStart, kSubstantial, kAcceptance };
inline constexpr std::array<int, 3> kInstalmentPercent = {40, 50, 10};

// What came of a milestone by the end of 2011; the days are in this order.
struct Settlement {
  base::Date accepted;  // the instalment is released
  base::Date claimed;
  base::Date paid;

  bool operator==(const Settlement&) const = default;
};

struct Milestone {
  MilestoneKind kind;
  base::Date due;
  money::Fen instalment;
  std::optional<Settlement> settlement;

  bool operator==(const Milestone&) const = default;
};

// The days are in the order of the fields, the milestones' after `started`.
struct Project {
  std::string id;
  std::string display_name;
  std::vector<VillageShare> shares;  // the lead village first
  ProjectCategory category = ProjectCategory::kEconomicDevelopment;
  std::optional<DevelopmentModel> model;  // of an economic one
  std::string sponsor;                    // first partner of each of its villages
  std::string campaign;                   // or empty

  money::Fen invested;  // the sum of `funds`
  std::vector<InvestedFund> funds;
  std::vector<BudgetLine> budget;  // each source once
  std::string fund;                // from which its cash comes
  int year = 0;                    // of every payment and of the fund's money
  money::Fen contract;             // allocated and committed: the sum of the instalments

  base::Date submitted;
  std::array<base::Date, 5> decided;  // the five steps; the last one approves the project
  base::Date started;
  std::vector<Milestone> milestones;    // START, SUBSTANTIAL, ACCEPTANCE
  std::optional<base::Date> completed;  // before ACCEPTANCE is accepted; absent when work goes on

  bool operator==(const Project&) const = default;
};

// In order of id. Some end only in 2012, with the last instalment open.
std::vector<Project> MakeProjects(uint64_t seed, const Cohorts& cohorts,
                                  const std::vector<Cluster>& clusters);

}  // namespace cobuild::jiangxia
