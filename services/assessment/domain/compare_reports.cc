#include "services/assessment/domain/compare_reports.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace cobuild::assessment {
namespace {

auto StatementOf(const StatedClaim& claim) {
  return std::tie(claim.statement, claim.claimed_value, claim.relation, claim.unit, claim.period,
                  claim.as_of);
}

auto ValueOf(const StatedClaim& claim) {
  return std::tie(claim.computed_value, claim.rendered_value);
}

auto DefinitionOf(const StatedClaim& claim) { return std::tie(claim.perimeter, claim.definition); }

std::vector<ClaimChange> ChangesOf(const std::optional<StatedClaim>& base,
                                   const std::optional<StatedClaim>& other) {
  if (!base) return {ClaimChange::kAdded};
  if (!other) return {ClaimChange::kRemoved};
  std::vector<ClaimChange> changes;
  const auto add = [&changes](bool differs, ClaimChange change) {
    if (differs) changes.push_back(change);
  };
  add(StatementOf(*base) != StatementOf(*other), ClaimChange::kStatement);
  add(ValueOf(*base) != ValueOf(*other), ClaimChange::kValue);
  add(base->verdict != other->verdict, ClaimChange::kVerdict);
  add(base->violators != other->violators, ClaimChange::kViolators);
  add(base->missing != other->missing, ClaimChange::kMissing);
  add(DefinitionOf(*base) != DefinitionOf(*other), ClaimChange::kDefinition);
  add(base->formula != other->formula, ClaimChange::kFormula);
  add(base->origin != other->origin, ClaimChange::kOrigin);
  return changes;
}

}  // namespace

std::vector<ClaimComparison> CompareReports(const ReportContent& base, const ReportContent& other) {
  std::map<std::string, ClaimComparison> by_id;
  for (const StatedClaim& claim : base.claims) by_id[claim.id].base = claim;
  for (const StatedClaim& claim : other.claims) by_id[claim.id].other = claim;
  std::vector<ClaimComparison> compared;
  compared.reserve(by_id.size());
  for (auto& [id, comparison] : by_id) {
    comparison.changes = ChangesOf(comparison.base, comparison.other);
    compared.push_back(std::move(comparison));
  }
  return compared;
}

}  // namespace cobuild::assessment
