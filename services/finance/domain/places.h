// Where the rows of finance are (common/scope), and the rules by which a caller reaches what its
// change names and records. They are rules of who may ask, apart from those of what may be done:
// they are asked before a command is decided, and the journal knows nothing of them.
//
// What says where a row is never changes, so what was found of it before the command is decided
// still holds then.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/scope/places.h"
#include "common/scope/reach.h"
#include "services/finance/domain/claim.h"
#include "services/finance/domain/decide_verification.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/household_income.h"
#include "services/finance/domain/investment.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

// Of the village whose books it is, by its owner and by its id: a ledger with a code for an id is
// that village's, whoever opened it. Not for ledgers that are kept by rules: a fund's is where the
// fund is, and a project's, which may be in several hands, is seen with the whole tree only.
scope::Places PlacesOf(const LedgerFacts& ledger);
scope::Places PlacesOf(const Fund& fund);
scope::Places PlacesOf(const Release& release);
// Where its project is, and with its contributor.
scope::Places PlacesOf(const Investment& investment);
scope::Places PlacesOf(const HouseholdIncome& income);
// With the fund that pays it and the village that gets it. `fund_division` is "" for a fund that is
// not known.
scope::Places PlacesOf(const Claim& claim, const std::string& fund_division);
// The code in "villages/{code}/..."; "" when the name does not begin so.
std::string VillageOf(std::string_view name);

// The rules. Each gives what a change asks of its caller's reach: NOT_FOUND, as of one that is not
// there, for a row that it names and does not see; PERMISSION_DENIED OUT_OF_SCOPE for one that it
// sees and does not wholly hold, or would put where it does not.
Within WithinFund(std::string fund);
Within WithinNewFund(std::string fund, scope::Places places);
// Names its fund and its release.
Within WithinNewClaim(Claim claim);
// To approve or refuse a claim moves no money: that is for whoever answers for the payee's village,
// also where the fund is the district's.
Within WithinPayee(std::string claim);
// The rest moves money of the fund and of the village.
Within WithinClaim(std::string claim);
Within WithinNewInvestment(Investment investment);
Within WithinInvestment(std::string investment);
Within WithinNewHouseholdIncome(HouseholdIncome income);
// `income` is its id.
Within WithinHouseholdIncome(std::string income);
Within WithinFact(Fact fact);

}  // namespace cobuild::finance
