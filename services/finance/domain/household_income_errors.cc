#include "services/finance/domain/household_income_errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "common/records/record.h"
#include "services/finance/domain/household_income.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;

absl::Status OfIncome(StatusCode code, std::string_view reason, std::string_view what,
                      std::string_view id) {
  const std::string name = records::NameOf<HouseholdIncome>(id);
  return error::Make(code, reason, fmt::format("{} {}", name, what), {{"household_income", name}});
}

}  // namespace

absl::Status HouseholdIncomeAlreadyRecorded(std::string_view id) {
  return OfIncome(StatusCode::kAlreadyExists, "HOUSEHOLD_INCOME_ALREADY_RECORDED",
                  "is recorded already: correct it", id);
}

absl::Status HouseholdIncomeNotFound(std::string_view id) {
  return OfIncome(StatusCode::kNotFound, "HOUSEHOLD_INCOME_NOT_FOUND", "is not recorded", id);
}

absl::Status HouseholdIncomeUnchanged(std::string_view id) {
  return OfIncome(StatusCode::kFailedPrecondition, "HOUSEHOLD_INCOME_UNCHANGED", "is what it was",
                  id);
}

}  // namespace cobuild::finance::errors
