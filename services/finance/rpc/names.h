// Resource names that requests hold. Each adds what is wrong to `violations` (REQUIRED, MALFORMED)
// and then gives a value without meaning. How names are written is domain/names.h.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/error/error.h"
#include "services/finance/domain/decide_verification.h"
#include "services/finance/domain/income.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

// Of one project, in a release or an investment.
inline constexpr int kMostProjectVillages = 100;

// The id of "ledgers/{ledger}".
std::string RequiredLedgerName(error::Violations& violations, std::string_view field,
                               std::string_view value);
// "ledgers/{ledger}/accounts/{account}".
Key RequiredAccountName(error::Violations& violations, std::string_view field,
                        std::string_view value);
// "ledgers/{ledger}/transfers/{id}".
Key RequiredTransferName(error::Violations& violations, std::string_view field,
                         std::string_view value);
// "ledgers/{ledger}" or "ledgers/{ledger}/accounts/{account}"; without an account its id is "".
Key RequiredLedgerOrAccountName(error::Violations& violations, std::string_view field,
                                std::string_view value);
// The codes of "villages/{code}", or the ids of "projects/{id}", in order; how many there may be is
// the caller's to ask. DUPLICATE for one that was there before.
std::vector<std::string> VillageCodes(error::Violations& violations, std::string_view field,
                                      const google::protobuf::RepeatedPtrField<std::string>& names);
std::vector<std::string> ProjectIds(error::Violations& violations, std::string_view field,
                                    const google::protobuf::RepeatedPtrField<std::string>& names);
// The id of "funds/{fund}".
std::string RequiredFundName(error::Violations& violations, std::string_view field,
                             std::string_view value);
// A calendar or fiscal year, 1978 to 2100. OUT_OF_RANGE.
int RequiredYear(error::Violations& violations, std::string_view field, int year);
// "villages/{code}/incomes/{year}-{category}".
IncomeKey RequiredIncomeName(error::Violations& violations, std::string_view field,
                             std::string_view value);

// The id of a HouseholdIncome, of "villages/{code}/household-incomes/{year}".
std::string RequiredHouseholdIncomeName(error::Violations& violations, std::string_view field,
                                        std::string_view value);

// The name of a fact that may be checked: a village income, an income of households, an investment.
Fact RequiredFactName(error::Violations& violations, std::string_view field,
                      const std::string& value);

}  // namespace cobuild::finance
