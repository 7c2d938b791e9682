// The rules of incomes of households: pure functions of a command and of what stands.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/finance/domain/household_income.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

struct CorrectHouseholdIncome {
  std::string id;
  money::Fen per_capita;  // from zero
  int64_t residents = 0;  // above zero
  std::string reason;
  std::string etag;  // "" for whatever stands
};

// HOUSEHOLD_INCOME_ALREADY_RECORDED.
absl::StatusOr<Unit> DecideRecordHouseholdIncome(const HouseholdIncome& income, Standing& standing);
// HOUSEHOLD_INCOME_NOT_FOUND, ETAG_MISMATCH, HOUSEHOLD_INCOME_UNCHANGED.
absl::StatusOr<Unit> DecideCorrectHouseholdIncome(const CorrectHouseholdIncome& command,
                                                  Standing& standing);

}  // namespace cobuild::finance
