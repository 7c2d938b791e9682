#include "services/assessment/app/fact_items.h"

#include <algorithm>
#include <map>

#include "common/base/status_macros.h"
#include "services/assessment/app/project_items.h"

namespace cobuild::assessment {
namespace {

// Whether the service that keeps the fact sums it up over a perimeter.
bool IsSummed(Fact fact) {
  switch (fact) {
    case Fact::kSecretaryChange:
    case Fact::kYoungMembers:
    case Fact::kEducatedMembers:
    case Fact::kCentreWork:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool IsOfFund(Fact fact) { return fact == Fact::kFundYear || fact == Fact::kPlannedAppropriation; }

namespace {

// Townships by code, in order.
std::map<std::string, std::string> TownshipsOf(const Subjects& subjects) {
  std::map<std::string, std::string> townships;
  for (const Village& village : subjects.villages) {
    townships.emplace(village.township, village.township_name);
  }
  return townships;
}

// One item for each district and each township of the villages that count: how many groups it has.
absl::StatusOr<std::vector<Item>> LeadingGroupItems(KnownFacts& facts, const Metric& metric,
                                                    const FigureQuery& query,
                                                    const Subjects& subjects) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Item>* groups,
                           facts.RecordsOf(RecordsFor(metric, query)));
  std::map<std::string, std::string> divisions = TownshipsOf(subjects);
  std::vector<std::string> townships;
  for (const auto& [code, name] : divisions) townships.push_back(code);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<District> districts,
                           facts.DistrictsOf(townships, query.as_of));
  for (const District& district : districts) divisions.emplace(district.code, district.name);
  std::vector<Item> items;
  for (const auto& [code, name] : divisions) {
    COBUILD_RETURN_IF_ERROR(facts.CheckDivision(code));
    Item item{.name = "divisions/" + code,
              .display_name = name,
              .value = {.numerator = 0},
              .held = Held::kNo,
              .origin = subjects.origin};
    for (const Item& group : *groups) {
      if (group.division != code) continue;
      item.facts.push_back(group.name);
      item.origin = std::max(item.origin, group.origin);
      if (group.held != Held::kYes) continue;
      item.held = Held::kYes;
      ++item.value.numerator;
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

RecordQuery RecordsFor(const Metric& metric, const FigureQuery& query) {
  RecordQuery records{.fact = metric.fact,
                      .qualifier = metric.qualifier,
                      .from = query.as_of,
                      .to = query.as_of,
                      .as_of = query.as_of};
  if (IsSummed(metric.fact)) records.perimeter = query.perimeter;
  if (TraitsOf(metric.fact).period != Period::kDay) {
    records.from = {query.from_year == 0 ? query.year : query.from_year, 1, 1};
    records.to = {query.year, 12, 31};
  }
  return records;
}

absl::StatusOr<std::vector<Item>> ItemsOf(KnownFacts& facts, const Metric& metric,
                                          const FigureQuery& query, const Subjects& subjects) {
  switch (metric.fact) {
    case Fact::kVillage:
      return std::vector<Item>{};
    case Fact::kVillageIncome: {
      COBUILD_ASSIGN_OR_RETURN(const Incomes* incomes,
                               facts.IncomesOf(query, metric.income_definition));
      return ItemsOf(*incomes);
    }
    case Fact::kProject:
      return ProjectItems(facts, metric, query);
    case Fact::kInvestment:
      return InvestmentItems(facts, metric, query, subjects);
    case Fact::kPromotedModel:
      return PromotedModelItems(facts, query, subjects);
    case Fact::kThreeOnes:
      return ThreeOnesItems(facts, query, subjects);
    case Fact::kLeadingGroup:
      return LeadingGroupItems(facts, metric, query, subjects);
    // Policies are published, so they are for everybody, as models are.
    default: {
      if (IsOfFund(metric.fact)) COBUILD_RETURN_IF_ERROR(facts.CheckFund(metric.qualifier));
      COBUILD_ASSIGN_OR_RETURN(const std::vector<Item>* items,
                               facts.RecordsOf(RecordsFor(metric, query)));
      return *items;
    }
  }
}

}  // namespace cobuild::assessment
