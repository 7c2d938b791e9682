#include "cobuild/finance/v1/account.pb.h"
#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/household_income.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "cobuild/finance/v1/transfer.pb.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {
namespace {

std::string FundOf(const std::string& movement) {
  return movement.substr(0, movement.find("/movements/"));
}

Movement FactOf(const finance::v1::FundMovement& movement, Reading& reading) {
  return {.kind = static_cast<Movement::Kind>(movement.kind()),
          .fund = FundOf(movement.name()),
          .fiscal_year = movement.fiscal_year(),
          .to_fiscal_year = movement.to_fiscal_year(),
          .project = movement.project(),
          .to_project = movement.to_project(),
          .source = movement.source(),
          .amount = reading.Amount(movement.amount()),
          .transfer = movement.transfer()};
}

Claim FactOf(const finance::v1::Claim& claim, Reading& reading) {
  return {.state = static_cast<Claim::State>(claim.state()),
          .fund = claim.fund(),
          .project = claim.project(),
          .village = claim.village(),
          .release = claim.release(),
          .instalment = static_cast<Instalment>(claim.instalment()),
          .amount = reading.Amount(claim.amount())};
}

AuthorizedRelease FactOf(const finance::v1::Release& release, Reading& reading) {
  return {.milestone = release.milestone(),
          .cap = reading.Amount(release.cap()),
          .dossier_digest = release.dossier_digest(),
          .revoked = release.state() == finance::v1::REVOKED};
}

Investment FactOf(const finance::v1::Investment& investment, Reading& reading) {
  return {.project = investment.project(),
          .kind = static_cast<FundKind>(investment.kind()),
          .source = investment.source(),
          .contributor = investment.contributor(),
          .amount = reading.Amount(investment.amount()),
          .transfer = investment.transfer()};
}

}  // namespace

absl::StatusOr<FactChange> ReduceFinance(const feed::v1::Change& change) {
  Reading reading(change.resource());
  FactChange reduced = PlainChange(change);
  if (const auto transfer = reading.As<finance::v1::Transfer>()) {
    reduced.fact = Transfer{.debit_account = transfer->debit_account(),
                            .credit_account = transfer->credit_account(),
                            .amount = reading.Amount(transfer->amount())};
    reduced.is_correction = !transfer->reverses().empty();
  } else if (const auto income = reading.As<finance::v1::VillageIncome>()) {
    reduced.fact = Income{.village = income->village(),
                          .year = income->year(),
                          .amount = reading.Amount(income->amount()),
                          .transfer = income->transfer()};
    reduced.is_correction = !income->correction_reason().empty();
  } else if (const auto households = reading.As<finance::v1::HouseholdIncome>()) {
    reduced.fact = Income{
        .village = households->village(), .year = households->year(), .amount = {}, .transfer = ""};
    reduced.is_correction = !households->correction_reason().empty();
  } else if (const auto movement = reading.As<finance::v1::FundMovement>()) {
    reduced.fact = FactOf(*movement, reading);
  } else if (const auto claim = reading.As<finance::v1::Claim>()) {
    reduced.fact = FactOf(*claim, reading);
  } else if (const auto release = reading.As<finance::v1::Release>()) {
    reduced.fact = FactOf(*release, reading);
  } else if (const auto investment = reading.As<finance::v1::Investment>()) {
    reduced.fact = FactOf(*investment, reading);
    reduced.is_correction = !investment->correction_reason().empty();
  } else if (const auto ledger = reading.As<finance::v1::Ledger>()) {
    reduced.fact = Ledger{.owner = ledger->owner()};
  } else if (const auto fund = reading.As<finance::v1::Fund>()) {
    reduced.fact = Fund{.division = fund->division()};
  }
  return reading.Finish(std::move(reduced));
}

}  // namespace cobuild::reconciliation
