#include "services/projects/domain/check_project.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace cobuild::projects {
namespace {

void CheckVillages(error::Violations& violations, const Statement& stated) {
  std::set<std::string> seen;
  int64_t sum = 0;
  for (size_t i = 0; i < stated.villages.size(); ++i) {
    const VillageShare& village = stated.villages[i];
    const std::string field = fmt::format("project.villages[{}]", i);
    if (!seen.insert(village.village_code).second) {
      violations.Add(field + ".village", "DUPLICATE", "the project has this village already");
    }
    if (village.share_basis_points < 1 || village.share_basis_points > kWholeShare) {
      violations.Add(field + ".share_basis_points", "OUT_OF_RANGE", "must be 1 to 10,000");
    }
    sum += village.share_basis_points;
  }
  if (!stated.villages.empty() && sum != kWholeShare) {
    violations.Add("project.villages", "SHARES_NOT_100_PERCENT",
                   fmt::format("the shares must sum to 10,000, not {}", sum));
  }
}

void CheckModel(error::Violations& violations, const Statement& stated) {
  if (stated.category == ProjectCategory::kEconomicDevelopment && !stated.model) {
    violations.Add("project.model", "REQUIRED", "an economic project has one of the eight models");
  } else if (stated.category == ProjectCategory::kInfrastructure && stated.model) {
    violations.Add("project.model", "NOT_APPLICABLE", "only an economic project has a model");
  }
}

// Adds up amounts of one list, and says what is wrong with each and with their sum.
class AmountCheck {
 public:
  explicit AmountCheck(error::Violations& violations) : violations_(violations) {}

  void Add(std::string field, money::Fen amount) {
    if (amount.value <= 0 || amount > money::kMaxAmount) {
      violations_.Add(std::move(field), "OUT_OF_RANGE",
                      "must be more than zero and at most 90,000,000,000,000.00");
      return;
    }
    if (total_) total_ = money::Add(*total_, amount);
  }

  void CheckTotal(std::string field) {
    if (total_ && *total_ <= money::kMaxAmount) return;
    violations_.Add(std::move(field), "OUT_OF_RANGE",
                    "must be at most 90,000,000,000,000.00 together");
  }

 private:
  error::Violations& violations_;
  std::optional<money::Fen> total_ = money::Fen{};  // nullopt: beyond 64 bits
};

void CheckBudget(error::Violations& violations, const Statement& stated) {
  std::set<std::string> seen;
  AmountCheck amounts(violations);
  for (size_t i = 0; i < stated.budget.size(); ++i) {
    const BudgetLine& line = stated.budget[i];
    const std::string field = fmt::format("project.budget[{}]", i);
    if (!seen.insert(line.source).second) {
      violations.Add(field + ".source", "DUPLICATE", "the budget has this source already");
    }
    amounts.Add(field + ".amount", line.amount);
  }
  amounts.CheckTotal("project.budget");
}

void CheckDeclaredFunds(error::Violations& violations, const Statement& stated) {
  std::set<std::pair<FundKind, std::string>> seen;
  AmountCheck amounts(violations);
  for (size_t i = 0; i < stated.declared_funds.size(); ++i) {
    const DeclaredFund& fund = stated.declared_funds[i];
    const std::string field = fmt::format("project.declared_funds[{}]", i);
    if (!seen.insert({fund.kind, fund.source}).second) {
      violations.Add(field + ".source", "DUPLICATE",
                     "the project has declared this kind and source already");
    }
    amounts.Add(field + ".amount", fund.amount);
  }
  amounts.CheckTotal("project.declared_funds");
}

}  // namespace

void CheckStatement(error::Violations& violations, const Statement& stated) {
  CheckVillages(violations, stated);
  CheckModel(violations, stated);
  CheckBudget(violations, stated);
  CheckDeclaredFunds(violations, stated);
  if (stated.planned_end_date < stated.planned_start_date) {
    violations.Add("project.planned_end_date", "BEFORE_START",
                   "must not be before planned_start_date");
  }
}

}  // namespace cobuild::projects
