// Where the records are, of those that say it by another record too.
#include <limits>
#include <string>

#include "services/finance/domain/places.h"
#include "services/finance/engine/record_state.h"

namespace cobuild::finance {
namespace {

constexpr int64_t kLatest = std::numeric_limits<int64_t>::max();
constexpr std::string_view kInvestmentsPrefix = "investments/";

// "" for a fund that is not there. It never changes, so any state tells it.
std::string DivisionOf(const RecordState& state, const std::string& fund) {
  const records::Record<Fund>* found = state.Of<Fund>().Find(fund, kLatest);
  return found == nullptr ? "" : found->facts.division;
}

}  // namespace

scope::Places RecordState::PlacesOf(std::string_view, const Fund& facts) const {
  return finance::PlacesOf(facts);
}

scope::Places RecordState::PlacesOf(std::string_view, const FundMovement& facts) const {
  return {.divisions = {DivisionOf(*this, facts.fund)}};
}

scope::Places RecordState::PlacesOf(std::string_view, const Release& facts) const {
  return finance::PlacesOf(facts);
}

scope::Places RecordState::PlacesOf(std::string_view, const Claim& facts) const {
  return finance::PlacesOf(facts, DivisionOf(*this, facts.fund));
}

scope::Places RecordState::PlacesOf(std::string_view, const Investment& facts) const {
  return finance::PlacesOf(facts);
}

scope::Places RecordState::PlacesOf(std::string_view, const Policy&) const { return {}; }

scope::Places RecordState::PlacesOf(std::string_view, const HouseholdIncome& facts) const {
  return finance::PlacesOf(facts);
}

scope::Places RecordState::PlacesOf(std::string_view, const Verification& facts) const {
  const std::string_view fact = facts.fact;
  if (!fact.starts_with(kInvestmentsPrefix)) return {.divisions = {VillageOf(fact)}};
  const records::Record<Investment>* found =
      Of<Investment>().Find(fact.substr(kInvestmentsPrefix.size()), kLatest);
  return found == nullptr ? scope::Places() : finance::PlacesOf(found->facts);
}

}  // namespace cobuild::finance
