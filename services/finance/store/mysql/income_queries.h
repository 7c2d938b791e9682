// What the books say of income: records, and the journal lines under them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/mysql/session.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// As the methods of Reader.
absl::StatusOr<std::vector<Income>> QueryIncomes(mysql::Session& session,
                                                 const IncomeFilter& filter,
                                                 const std::optional<IncomeKey>& after, int limit);
absl::StatusOr<std::vector<IncomeSum>> QueryIncomeSums(mysql::Session& session,
                                                       const IncomeQuery& query);
absl::StatusOr<std::vector<StandingIncome>> QueryStandingIncomes(mysql::Session& session,
                                                                 const IncomeQuery& query);
absl::StatusOr<std::vector<IncomeLine>> QueryIncomeLines(mysql::Session& session,
                                                         const IncomeQuery& query,
                                                         const IncomeLineKey& after, int limit);

}  // namespace cobuild::finance
