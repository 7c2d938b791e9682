// The kinds of records that ride on the journal (services/adr/0010-records-on-the-journal.md). A
// new noun is one more name here.
#pragma once

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "services/finance/domain/claim.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/household_income.h"
#include "services/finance/domain/investment.h"
#include "services/finance/domain/policy.h"
#include "services/finance/domain/verification.h"

namespace cobuild::finance {

using RecordShelves = records::Shelves<Fund, FundMovement, Release, Claim, Investment, Policy,
                                       HouseholdIncome, Verification>;
using AnyFacts = RecordShelves::Any;
using AnyRecord = records::Record<AnyFacts>;

}  // namespace cobuild::finance
