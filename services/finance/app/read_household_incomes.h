// Incomes of households, from memory, as they were known.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/finance/domain/household_income.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

struct ListHouseholdIncomesQuery {
  std::vector<std::string> villages;  // sorted, each once; empty for all
  int year = 0;                       // 0 for all
  records::ListQuery list;            // its key is left empty
};

// In order of village and year.
absl::StatusOr<records::Page<HouseholdIncome>> ListHouseholdIncomes(
    const LiveRecords& records, const ListHouseholdIncomesQuery& query);

}  // namespace cobuild::finance
