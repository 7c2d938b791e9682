// The rules of funds: pure functions of a command and of what stands.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

struct CreateFund {
  std::string id;
  Fund fund;
};

struct UpdateFund {
  std::string id;
  std::string display_name;
  std::string purpose;
  InstalmentPolicy instalments;
  std::string etag;  // "" for whatever stands
};

struct CloseFiscalYear {
  std::string fund;
  int fiscal_year = 0;
};

// FUND_EXISTS.
absl::StatusOr<Unit> DecideCreateFund(const CreateFund& command, Standing& standing);
// FUND_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Unit> DecideUpdateFund(const UpdateFund& command, Standing& standing);
// FUND_NOT_FOUND, FISCAL_YEAR_CLOSED.
absl::StatusOr<Unit> DecideCloseFiscalYear(const CloseFiscalYear& command, Standing& standing);

// `movement` but for what follows from the request: its id, its transfer, its origin.
// FUND_NOT_FOUND, FISCAL_YEAR_CLOSED; of the ledger APPROPRIATION_EXCEEDED, ALLOCATION_EXCEEDED,
// COMMITMENT_EXCEEDED.
absl::StatusOr<Unit> DecideMovement(const FundMovement& movement, const RequestClaim& request,
                                    Standing& standing);

// The parts that others build on.
// FUND_NOT_FOUND.
absl::StatusOr<records::Record<Fund>> FindFund(const std::string& id, Standing& standing);
// FISCAL_YEAR_CLOSED.
absl::Status CheckYearOpen(const records::Record<Fund>& fund, int fiscal_year);
// The movement's accounts, its transfer unless it is a plan, and its record.
Unit UnitOf(FundMovement movement, const RequestClaim& request, const Fund& fund);

}  // namespace cobuild::finance
