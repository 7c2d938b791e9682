#include "services/finance/domain/decide_verification.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/verification_errors.h"

namespace cobuild::finance {
namespace {

// Who stated what stands of a fact, and where.
struct Origin {
  int64_t position = 0;
  std::string actor;
};

template <class Facts>
std::optional<Origin> FindRecord(const std::string& id, Standing& standing) {
  const std::optional<records::Record<Facts>> record = standing.Find<Facts>(id);
  if (!record) return std::nullopt;
  return Origin{record->position, record->actor};
}

std::optional<Origin> FindFact(const Fact& fact, Standing& standing) {
  switch (fact.kind) {
    case FactKind::kHouseholdIncome:
      return FindRecord<HouseholdIncome>(fact.id, standing);
    case FactKind::kInvestment:
      return FindRecord<Investment>(fact.id, standing);
    case FactKind::kVillageIncome:
      break;
  }
  const Income* income = standing.FindIncome(fact.income);
  if (income == nullptr) return std::nullopt;
  return Origin{income->recorded.position, income->recorded.actor};
}

// FACT_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Origin> FindChecked(const CheckFact& command, Standing& standing) {
  std::optional<Origin> stated = FindFact(command.fact, standing);
  if (!stated) return errors::FactNotFound(command.fact.name);
  const std::string current = records::EtagOf(stated->position);
  if (command.etag != current) return errors::EtagMismatch(current);
  return *std::move(stated);
}

// Of the state that stands; one of an earlier state counts no more.
std::optional<Verification> FindVerification(const Fact& fact, int64_t position,
                                             Standing& standing) {
  std::optional<records::Record<Verification>> verification =
      standing.Find<Verification>(IdOfVerification(fact.name));
  if (!verification || verification->facts.fact_position != position) return std::nullopt;
  return std::move(verification->facts);
}

Unit UnitOf(Verification verification) {
  const std::string id = IdOfVerification(verification.fact);
  return Unit{.records = {Stated(id, std::move(verification))}};
}

}  // namespace

absl::StatusOr<Unit> DecideVerifyFact(const CheckFact& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(const Origin stated, FindChecked(command, standing));
  if (FindVerification(command.fact, stated.position, standing)) {
    return errors::FactVerified(command.fact.name);
  }
  if (command.actor == stated.actor) return errors::FactMakerIsChecker(command.fact.name);
  return UnitOf({.fact = command.fact.name,
                 .fact_position = stated.position,
                 .state = VerificationState::kTownshipVerified,
                 .verifier = command.actor,
                 .acceptor = "",
                 .basis = command.basis});
}

absl::StatusOr<Unit> DecideAcceptFact(const CheckFact& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(const Origin stated, FindChecked(command, standing));
  std::optional<Verification> verification =
      FindVerification(command.fact, stated.position, standing);
  if (!verification) return errors::FactNotVerified(command.fact.name);
  if (verification->state == VerificationState::kDistrictAccepted) {
    return errors::FactAccepted(command.fact.name);
  }
  if (command.actor == stated.actor || command.actor == verification->verifier) {
    return errors::FactMakerIsChecker(command.fact.name);
  }
  verification->state = VerificationState::kDistrictAccepted;
  verification->acceptor = command.actor;
  verification->basis = command.basis;
  return UnitOf(*std::move(verification));
}

}  // namespace cobuild::finance
