// Reads of records, from memory, as they were known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/records/use_cases.h"
#include "services/finance/domain/fund_position.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

// Reads show what their query's reach sees (engine/record_places.cc).

// FUND_NOT_FOUND.
absl::StatusOr<records::Record<Fund>> GetFund(const LiveRecords& records,
                                              const records::GetQuery& query);

// `query.key`: the code of a division.
absl::StatusOr<records::Page<Fund>> ListFunds(const LiveRecords& records,
                                              const records::ListQuery& query);

struct ListFundMovementsQuery {
  int fiscal_year = 0;  // 0 for all; carry-overs to it are of it too
  std::optional<MovementKind> kind;
  records::ListQuery list;  // its key: the fund
};
// FUND_NOT_FOUND.
absl::StatusOr<records::Page<FundMovement>> ListFundMovements(const LiveRecords& records,
                                                              const ListFundMovementsQuery& query);

struct FundPosition {
  records::Record<Fund> fund;
  std::map<int, FundYear> years;
  int64_t position = 0;  // the last that was taken into account
};

// FUND_NOT_FOUND.
absl::StatusOr<FundPosition> GetFundPosition(const LiveRecords& records,
                                             const records::GetQuery& query);

// A revoked one included. RELEASE_NOT_FOUND.
absl::StatusOr<records::Record<Release>> GetRelease(const LiveRecords& records,
                                                    const records::GetQuery& query);
// CLAIM_NOT_FOUND.
absl::StatusOr<records::Record<Claim>> GetClaim(const LiveRecords& records,
                                                const records::GetQuery& query);

// `query.key`: the project. Those that are not revoked.
absl::StatusOr<records::Page<Release>> ListReleases(const LiveRecords& records,
                                                    const records::ListQuery& query);

struct ListClaimsQuery {
  std::string fund;     // "" for all
  std::string project;  // "" for all
  std::optional<ClaimState> state;
  records::ListQuery list;  // its key is left empty
};
absl::StatusOr<records::Page<Claim>> ListClaims(const LiveRecords& records,
                                                const ListClaimsQuery& query);

}  // namespace cobuild::finance
