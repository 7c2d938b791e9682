// The rules by which facts are checked: pure functions of a command and of what stands.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/unit.h"
#include "services/finance/domain/verification.h"

namespace cobuild::finance {

enum class FactKind { kVillageIncome, kHouseholdIncome, kInvestment };

// A fact that may be checked.
struct Fact {
  FactKind kind = FactKind::kVillageIncome;
  std::string name;  // resource name
  std::string id;    // of the record; "" for a village income
  IncomeKey income;  // of a village income
};

struct CheckFact {
  Fact fact;
  std::string etag;   // of the state that was checked
  std::string actor;  // principal
  std::string basis;
};

// FACT_NOT_FOUND, ETAG_MISMATCH, FACT_VERIFIED, MAKER_IS_CHECKER.
absl::StatusOr<Unit> DecideVerifyFact(const CheckFact& command, Standing& standing);
// FACT_NOT_FOUND, ETAG_MISMATCH, FACT_NOT_VERIFIED, FACT_ACCEPTED, MAKER_IS_CHECKER: neither who
// stated the fact nor who verified it accepts it.
absl::StatusOr<Unit> DecideAcceptFact(const CheckFact& command, Standing& standing);

}  // namespace cobuild::finance
