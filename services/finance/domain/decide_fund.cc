#include "services/finance/domain/decide_fund.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/command.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance {
namespace {

AccountFacts Limited(const FundMovement& movement, std::string id, std::string display_name) {
  return {.ledger = LedgerOfFund(movement.fund),
          .id = std::move(id),
          .display_name = std::move(display_name),
          .code = "",
          .normal_side = Side::kCredit,
          .limit = BalanceLimit::kDebitsMustNotExceedCredits};
}

AccountFacts Sources(std::string_view fund) {
  return {.ledger = LedgerOfFund(fund),
          .id = std::string(kSourcesAccount),
          .display_name = "资金来源 sources",
          .code = ""};
}

AccountFacts Appropriated(const FundMovement& movement, int year) {
  return Limited(movement, AppropriatedAccount(year), fmt::format("{} appropriated", year));
}

AccountFacts Allocated(const FundMovement& movement, const std::string& project) {
  return Limited(movement, AllocatedAccount(movement.fiscal_year, project),
                 fmt::format("{} allocated {}", movement.fiscal_year, ProjectName(project)));
}

AccountFacts Committed(const FundMovement& movement) {
  return Limited(
      movement, CommittedAccount(movement.fiscal_year, movement.project),
      fmt::format("{} committed {}", movement.fiscal_year, ProjectName(movement.project)));
}

AccountFacts Paid(const FundMovement& movement) {
  return Limited(movement, PaidAccount(movement.fiscal_year, movement.project),
                 fmt::format("{} paid {}", movement.fiscal_year, ProjectName(movement.project)));
}

// From where to where a movement goes, and how it is refused when there is too little.
struct Route {
  AccountFacts from;
  AccountFacts to;
  absl::Status when_exceeded;
};

Route RouteOf(const FundMovement& movement) {
  const int year = movement.fiscal_year;
  switch (movement.kind) {
    case MovementKind::kPlan:
      break;
    case MovementKind::kAppropriation:
      if (movement.amount.value < 0) {
        return {Appropriated(movement, year), Sources(movement.fund),
                errors::AppropriationExceeded(movement)};
      }
      return {Sources(movement.fund), Appropriated(movement, year), absl::OkStatus()};
    case MovementKind::kAllocation:
      return {Appropriated(movement, year), Allocated(movement, movement.project),
              errors::AppropriationExceeded(movement)};
    case MovementKind::kReallocation:
      return {Allocated(movement, movement.project), Allocated(movement, movement.to_project),
              errors::AllocationExceeded(movement)};
    case MovementKind::kCommitment:
      return {Allocated(movement, movement.project), Committed(movement),
              errors::AllocationExceeded(movement)};
    case MovementKind::kCommitmentRelease:
      return {Committed(movement), Allocated(movement, movement.project),
              errors::CommitmentExceeded(movement)};
    case MovementKind::kCarryOver:
      return {Appropriated(movement, year), Appropriated(movement, movement.to_fiscal_year),
              errors::AppropriationExceeded(movement)};
    case MovementKind::kPayment:
      return {Committed(movement), Paid(movement), errors::CommitmentExceeded(movement)};
    case MovementKind::kPaymentReturn:
      return {Paid(movement), Committed(movement), absl::OkStatus()};
  }
  return {};
}

}  // namespace

absl::StatusOr<records::Record<Fund>> FindFund(const std::string& id, Standing& standing) {
  std::optional<records::Record<Fund>> fund = standing.Find<Fund>(id);
  if (!fund) return errors::FundNotFound(id);
  return *std::move(fund);
}

absl::Status CheckYearOpen(const records::Record<Fund>& fund, int fiscal_year) {
  const std::vector<int>& closed = fund.facts.closed_years;
  const bool is_closed = std::binary_search(closed.begin(), closed.end(), fiscal_year);
  return is_closed ? errors::FiscalYearClosed(fund.id, fiscal_year) : absl::OkStatus();
}

absl::StatusOr<Unit> DecideCreateFund(const CreateFund& command, Standing& standing) {
  if (standing.Find<Fund>(command.id)) return errors::FundExists(command.id);
  Unit unit;
  unit.ledgers = {{.id = LedgerOfFund(command.id),
                   .display_name = command.fund.display_name,
                   .village = "",
                   .chart = Chart::kNone}};
  unit.accounts = {Sources(command.id)};
  unit.records = {Stated(command.id, command.fund)};
  return unit;
}

absl::StatusOr<Unit> DecideUpdateFund(const UpdateFund& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Fund> fund, FindFund(command.id, standing));
  const std::string current = records::EtagOf(fund.position);
  if (!command.etag.empty() && command.etag != current) return errors::EtagMismatch(current);
  fund.facts.display_name = command.display_name;
  fund.facts.purpose = command.purpose;
  fund.facts.instalments = command.instalments;
  return Unit{.records = {Stated(fund.id, std::move(fund.facts))}};
}

absl::StatusOr<Unit> DecideCloseFiscalYear(const CloseFiscalYear& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Fund> fund, FindFund(command.fund, standing));
  COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, command.fiscal_year));
  std::vector<int>& closed = fund.facts.closed_years;
  closed.insert(std::upper_bound(closed.begin(), closed.end(), command.fiscal_year),
                command.fiscal_year);
  return Unit{.records = {Stated(fund.id, std::move(fund.facts))}};
}

absl::StatusOr<Unit> DecideMovement(const FundMovement& movement, const RequestClaim& request,
                                    Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Fund> fund, FindFund(movement.fund, standing));
  COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, movement.fiscal_year));
  if (movement.to_fiscal_year != 0) {
    COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, movement.to_fiscal_year));
  }
  return UnitOf(movement, request, fund.facts);
}

Unit UnitOf(FundMovement movement, const RequestClaim& request, const Fund& fund) {
  Unit unit;
  movement.origin = fund.origin;
  if (movement.kind != MovementKind::kPlan) {
    movement.transfer = IdFrom("move", request);
    Route route = RouteOf(movement);
    unit.transfers = {{{.ledger = LedgerOfFund(movement.fund),
                        .id = movement.transfer,
                        .debit_account = route.from.id,
                        .credit_account = route.to.id,
                        .amount = {std::abs(movement.amount.value)},
                        .effective_date = movement.effective_date,
                        .description = movement.basis,
                        .reverses = ""},
                       std::move(route.when_exceeded)}};
    unit.accounts = {std::move(route.from), std::move(route.to)};
  }
  const std::string id = fmt::format("{}/{}", movement.fund, IdFrom("m", request));
  unit.records = {Stated(id, std::move(movement))};
  return unit;
}

}  // namespace cobuild::finance
