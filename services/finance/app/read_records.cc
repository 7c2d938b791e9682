#include "services/finance/app/read_records.h"

#include <algorithm>
#include <vector>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

template <class Facts>
bool MeetsAll(const Facts&) {
  return true;
}

}  // namespace

absl::StatusOr<records::Record<Fund>> GetFund(const LiveRecords& records,
                                              const records::GetQuery& query) {
  return records::GetRecord<Fund>(records, query, "FUND_NOT_FOUND");
}

absl::StatusOr<records::Page<Fund>> ListFunds(const LiveRecords& records,
                                              const records::ListQuery& query) {
  return records::ListRecords<Fund>(records, query, MeetsAll<Fund>);
}

absl::StatusOr<records::Page<FundMovement>> ListFundMovements(const LiveRecords& records,
                                                              const ListFundMovementsQuery& query) {
  const records::ListQuery& list = query.list;
  COBUILD_RETURN_IF_ERROR(GetFund(records, {list.key, list.known_at, list.reach}).status());
  return records::ListRecords<FundMovement>(records, query.list, [&](const FundMovement& movement) {
    const bool is_of_year = query.fiscal_year == 0 || movement.fiscal_year == query.fiscal_year ||
                            movement.to_fiscal_year == query.fiscal_year;
    return is_of_year && (!query.kind || movement.kind == *query.kind);
  });
}

absl::StatusOr<FundPosition> GetFundPosition(const LiveRecords& records,
                                             const records::GetQuery& query) {
  return records.Read([&](const RecordState& state) -> absl::StatusOr<FundPosition> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, state.PositionOf(query.known_at));
    const records::Record<Fund>* found = state.Of<Fund>().Find(query.id, position);
    if (found == nullptr || !records::IsSeen(state, *found, query.reach)) {
      return errors::FundNotFound(query.id);
    }
    std::vector<const records::Record<FundMovement>*> movements;
    const auto collect = [&](const records::Record<FundMovement>& movement) {
      movements.push_back(&movement);
      return true;
    };
    state.Of<FundMovement>().VisitKeyAfter(query.id, "", position, collect);
    std::sort(movements.begin(), movements.end(),
              [](const auto* a, const auto* b) { return a->position < b->position; });
    return FundPosition{*found, AddUp(movements), position};
  });
}

absl::StatusOr<records::Record<Release>> GetRelease(const LiveRecords& records,
                                                    const records::GetQuery& query) {
  return records::GetRecord<Release>(records, query, "RELEASE_NOT_FOUND");
}

absl::StatusOr<records::Record<Claim>> GetClaim(const LiveRecords& records,
                                                const records::GetQuery& query) {
  return records::GetRecord<Claim>(records, query, "CLAIM_NOT_FOUND");
}

absl::StatusOr<records::Page<Release>> ListReleases(const LiveRecords& records,
                                                    const records::ListQuery& query) {
  return records::ListRecords<Release>(records, query, MeetsAll<Release>);
}

absl::StatusOr<records::Page<Claim>> ListClaims(const LiveRecords& records,
                                                const ListClaimsQuery& query) {
  records::ListQuery list = query.list;
  if (!query.fund.empty()) {
    list.key = "funds/" + query.fund;
  } else if (!query.project.empty()) {
    list.key = "projects/" + query.project;
  }
  return records::ListRecords<Claim>(records, list, [&](const Claim& claim) {
    return (query.project.empty() || claim.project == query.project) &&
           (!query.state || claim.state == *query.state);
  });
}

}  // namespace cobuild::finance
