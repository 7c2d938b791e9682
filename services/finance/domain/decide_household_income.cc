#include "services/finance/domain/decide_household_income.h"

#include <optional>
#include <utility>

#include "services/finance/domain/errors.h"
#include "services/finance/domain/household_income_errors.h"

namespace cobuild::finance {

absl::StatusOr<Unit> DecideRecordHouseholdIncome(const HouseholdIncome& income,
                                                 Standing& standing) {
  const std::string id = IdOf(income);
  if (standing.Find<HouseholdIncome>(id)) return errors::HouseholdIncomeAlreadyRecorded(id);
  return Unit{.records = {Stated(id, income)}};
}

absl::StatusOr<Unit> DecideCorrectHouseholdIncome(const CorrectHouseholdIncome& command,
                                                  Standing& standing) {
  std::optional<records::Record<HouseholdIncome>> income =
      standing.Find<HouseholdIncome>(command.id);
  if (!income) return errors::HouseholdIncomeNotFound(command.id);
  const std::string current = records::EtagOf(income->position);
  if (!command.etag.empty() && command.etag != current) return errors::EtagMismatch(current);
  HouseholdIncome& facts = income->facts;
  if (facts.per_capita == command.per_capita && facts.residents == command.residents) {
    return errors::HouseholdIncomeUnchanged(command.id);
  }
  facts.per_capita = command.per_capita;
  facts.residents = command.residents;
  facts.correction_reason = command.reason;
  return Unit{.records = {Stated(command.id, std::move(facts))}};
}

}  // namespace cobuild::finance
