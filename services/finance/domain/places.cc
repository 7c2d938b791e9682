#include "services/finance/domain/places.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "services/finance/domain/claim_errors.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/household_income_errors.h"
#include "services/finance/domain/investment_errors.h"
#include "services/finance/domain/names.h"
#include "services/finance/domain/verification_errors.h"

namespace cobuild::finance {
namespace {

constexpr std::string_view kVillagesPrefix = "villages/";
constexpr size_t kVillageDigits = 12;

// For a row that is there. `not_found` says that it is not.
absl::Status Require(const scope::Reach& reach, const scope::Places& places, std::string_view name,
                     const absl::Status& not_found) {
  if (!reach.Sees(places)) return not_found;
  return reach.Changes(places) ? absl::OkStatus() : scope::OutOfScope(name);
}

std::string DivisionOfFund(const std::string& fund, Standing& standing) {
  const std::optional<records::Record<Fund>> found = standing.Find<Fund>(fund);
  return found ? found->facts.division : "";
}

template <class Facts, class PlacesOfFacts>
absl::Status RequireRecord(const scope::Reach& reach, const std::string& id, Standing& standing,
                           const absl::Status& not_found, const PlacesOfFacts& places_of) {
  const std::optional<records::Record<Facts>> found = standing.Find<Facts>(id);
  if (!found) return not_found;
  return Require(reach, places_of(found->facts), records::NameOf<Facts>(id), not_found);
}

absl::Status RequireInvestment(const scope::Reach& reach, const std::string& id, Standing& standing,
                               const absl::Status& not_found) {
  return RequireRecord<Investment>(reach, id, standing, not_found,
                                   [](const Investment& facts) { return PlacesOf(facts); });
}

}  // namespace

scope::Places PlacesOf(const LedgerFacts& ledger) {
  scope::Places places;
  if (!ledger.village.empty()) places.divisions.push_back(ledger.village);
  if (ledger.id != ledger.village && base::IsDivisionCode(ledger.id)) {
    places.divisions.push_back(ledger.id);
  }
  return places;
}

scope::Places PlacesOf(const Fund& fund) { return {.divisions = {fund.division}}; }

scope::Places PlacesOf(const Release& release) { return {.divisions = release.villages}; }

scope::Places PlacesOf(const Investment& investment) {
  scope::Places places{.divisions = investment.villages};
  if (!investment.contributor.empty()) places.organizations.push_back(investment.contributor);
  return places;
}

scope::Places PlacesOf(const HouseholdIncome& income) { return {.divisions = {income.village}}; }

scope::Places PlacesOf(const Claim& claim, const std::string& fund_division) {
  scope::Places places{.divisions = {claim.village}};
  if (!fund_division.empty()) places.divisions.push_back(fund_division);
  return places;
}

std::string VillageOf(std::string_view name) {
  if (!name.starts_with(kVillagesPrefix)) return "";
  return std::string(name.substr(kVillagesPrefix.size(), kVillageDigits));
}

Within WithinFund(std::string fund) {
  return [fund = std::move(fund)](const scope::Reach& reach, Standing& standing) {
    return RequireRecord<Fund>(reach, fund, standing, errors::FundNotFound(fund),
                               [](const Fund& facts) { return PlacesOf(facts); });
  };
}

Within WithinNewFund(std::string fund, scope::Places places) {
  return
      [fund = std::move(fund), places = std::move(places)](const scope::Reach& reach, Standing&) {
        return reach.Changes(places) ? absl::OkStatus() : scope::OutOfScope(FundName(fund));
      };
}

Within WithinNewClaim(Claim claim) {
  return [claim = std::move(claim)](const scope::Reach& reach, Standing& standing) -> absl::Status {
    const std::string division = DivisionOfFund(claim.fund, standing);
    if (!reach.HasDivision(division)) return errors::FundNotFound(claim.fund);
    const std::optional<records::Record<Release>> release = standing.Find<Release>(claim.release);
    if (!release || !reach.Sees(PlacesOf(release->facts))) {
      return errors::ReleaseNotFound(claim.release);
    }
    if (reach.Changes(PlacesOf(claim, division))) return absl::OkStatus();
    return scope::OutOfScope(VillageName(claim.village));
  };
}

Within WithinPayee(std::string claim) {
  return [claim = std::move(claim)](const scope::Reach& reach, Standing& standing) -> absl::Status {
    const std::optional<records::Record<Claim>> found = standing.Find<Claim>(claim);
    if (!found) return errors::ClaimNotFound(claim);
    const std::string division = DivisionOfFund(found->facts.fund, standing);
    if (!reach.Sees(PlacesOf(found->facts, division))) return errors::ClaimNotFound(claim);
    const scope::Places payee{.divisions = {found->facts.village}};
    return reach.Changes(payee) ? absl::OkStatus() : scope::OutOfScope(ClaimName(claim));
  };
}

Within WithinClaim(std::string claim) {
  return [claim = std::move(claim)](const scope::Reach& reach, Standing& standing) {
    return RequireRecord<Claim>(
        reach, claim, standing, errors::ClaimNotFound(claim),
        [&](const Claim& facts) { return PlacesOf(facts, DivisionOfFund(facts.fund, standing)); });
  };
}

Within WithinNewInvestment(Investment investment) {
  return [places = PlacesOf(investment), project = std::move(investment.project)](
             const scope::Reach& reach, Standing&) {
    return reach.Changes(places) ? absl::OkStatus() : scope::OutOfScope(ProjectName(project));
  };
}

Within WithinInvestment(std::string investment) {
  return [investment = std::move(investment)](const scope::Reach& reach, Standing& standing) {
    return RequireInvestment(reach, investment, standing, errors::InvestmentNotFound(investment));
  };
}

Within WithinNewHouseholdIncome(HouseholdIncome income) {
  return [income = std::move(income)](const scope::Reach& reach, Standing&) {
    if (reach.Changes(PlacesOf(income))) return absl::OkStatus();
    return scope::OutOfScope(records::NameOf<HouseholdIncome>(IdOf(income)));
  };
}

Within WithinHouseholdIncome(std::string income) {
  return [income = std::move(income)](const scope::Reach& reach, Standing& standing) {
    return RequireRecord<HouseholdIncome>(
        reach, income, standing, errors::HouseholdIncomeNotFound(income),
        [](const HouseholdIncome& facts) { return PlacesOf(facts); });
  };
}

Within WithinFact(Fact fact) {
  return [fact = std::move(fact)](const scope::Reach& reach, Standing& standing) -> absl::Status {
    const absl::Status not_found = errors::FactNotFound(fact.name);
    if (fact.kind == FactKind::kInvestment) {
      return RequireInvestment(reach, fact.id, standing, not_found);
    }
    // Its name says where it is, whether it is there or not.
    return Require(reach, {.divisions = {VillageOf(fact.name)}}, fact.name, not_found);
  };
}

}  // namespace cobuild::finance
