#include "services/finance/domain/fund_position.h"

namespace cobuild::finance {
namespace {

void CarryOver(std::map<int, FundYear>& years, int year, absl::int128 amount) {
  years[year].appropriated += amount;
  years[year].sources[""].appropriated += amount;
}

void Add(std::map<int, FundYear>& years, const FundMovement& movement) {
  FundYear& year = years[movement.fiscal_year];
  const absl::int128 amount = movement.amount.value;
  switch (movement.kind) {
    case MovementKind::kPlan: {
      FundYear::Source& source = year.sources[movement.source];
      year.planned += amount - source.planned;
      source.planned = amount;
      return;
    }
    case MovementKind::kAppropriation:
      year.appropriated += amount;
      year.sources[movement.source].appropriated += amount;
      return;
    case MovementKind::kAllocation:
      year.allocated += amount;
      return;
    case MovementKind::kReallocation:
      return;
    case MovementKind::kCommitment:
      year.committed += amount;
      return;
    case MovementKind::kCommitmentRelease:
      year.committed -= amount;
      return;
    case MovementKind::kCarryOver:
      CarryOver(years, movement.fiscal_year, -amount);
      CarryOver(years, movement.to_fiscal_year, amount);
      return;
    case MovementKind::kPayment:
      year.paid += amount;
      return;
    case MovementKind::kPaymentReturn:
      year.paid -= amount;
      return;
  }
}

}  // namespace

std::map<int, FundYear> AddUp(const std::vector<const records::Record<FundMovement>*>& movements) {
  std::map<int, FundYear> years;
  for (const records::Record<FundMovement>* movement : movements) Add(years, movement->facts);
  return years;
}

}  // namespace cobuild::finance
