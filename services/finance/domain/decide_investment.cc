#include "services/finance/domain/decide_investment.h"

#include <optional>
#include <utility>

#include "services/finance/domain/command.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/investment_errors.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance {
namespace {

// With the posting of its amount.
Unit UnitOf(const std::string& id, Investment investment) {
  const std::string ledger = LedgerOfProject(investment.project);
  const std::string kind(SlugOf(investment.kind));
  Unit unit;
  if (investment.amount.value > 0) {
    unit.accounts = {{.ledger = ledger,
                      .id = kind,
                      .display_name = kind,
                      .code = "",
                      .normal_side = Side::kDebit,
                      .limit = BalanceLimit::kCreditsMustNotExceedDebits},
                     {.ledger = ledger,
                      .id = std::string(kSourcesAccount),
                      .display_name = "资金来源 sources",
                      .code = "",
                      .normal_side = Side::kCredit}};
    unit.transfers = {{TransferOf(id, investment)}};
  }
  unit.records = {Stated(id, std::move(investment))};
  return unit;
}

}  // namespace

absl::StatusOr<Unit> DecideRecordInvestment(const std::string& id, Investment investment,
                                            const RequestClaim& request, Standing& standing) {
  if (standing.Find<Investment>(id)) return errors::InvestmentExists(id);
  investment.transfer = IdFrom("invest", request);
  const std::string ledger = LedgerOfProject(investment.project);
  const std::string project = ProjectName(investment.project);
  Unit unit = UnitOf(id, std::move(investment));
  if (standing.FindLedger(ledger) == nullptr) {
    unit.ledgers = {{.id = ledger, .display_name = project, .village = "", .chart = Chart::kNone}};
  }
  return unit;
}

absl::StatusOr<Unit> DecideCorrectInvestment(const CorrectInvestment& command,
                                             const RequestClaim& request, Standing& standing) {
  std::optional<records::Record<Investment>> standing_state = standing.Find<Investment>(command.id);
  if (!standing_state) return errors::InvestmentNotFound(command.id);
  const std::string current = records::EtagOf(standing_state->position);
  if (!command.etag.empty() && command.etag != current) return errors::EtagMismatch(current);
  const Investment before = std::move(standing_state->facts);
  if (command.amount == before.amount) return errors::InvestmentUnchanged(command.id);

  const bool was_posted = before.amount.value > 0;
  Investment after = before;
  after.amount = command.amount;
  after.transfer = command.amount.value > 0 ? IdFrom("invest", request) : "";
  after.reversal = was_posted ? IdFrom("undo", request) : "";
  after.correction_reason = command.reason;
  Unit unit = UnitOf(command.id, after);
  if (was_posted) {
    unit.transfers.insert(unit.transfers.begin(),
                          UnitTransfer{Opposite(TransferOf(command.id, before), after.reversal,
                                                before.effective_date, command.reason)});
  }
  return unit;
}

}  // namespace cobuild::finance
