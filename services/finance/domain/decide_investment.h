// The rules of investments: pure functions of a command and of what stands.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/finance/domain/investment.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

struct CorrectInvestment {
  std::string id;
  money::Fen amount;  // from zero
  std::string reason;
  std::string etag;  // "" for whatever stands
};

// `investment` but for its transfer, with an amount above zero. INVESTMENT_EXISTS; then the ladder
// of its posting.
absl::StatusOr<Unit> DecideRecordInvestment(const std::string& id, Investment investment,
                                            const RequestClaim& request, Standing& standing);

// INVESTMENT_NOT_FOUND, ETAG_MISMATCH, INVESTMENT_UNCHANGED; then the ladder of the reversal and of
// the new posting.
absl::StatusOr<Unit> DecideCorrectInvestment(const CorrectInvestment& command,
                                             const RequestClaim& request, Standing& standing);

}  // namespace cobuild::finance
