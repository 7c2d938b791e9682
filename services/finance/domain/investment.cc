#include "services/finance/domain/investment.h"

#include <fmt/format.h>

#include "services/finance/domain/fund.h"

namespace cobuild::finance {

std::string LedgerOfProject(std::string_view project) {
  return fmt::format("{}{}", kProjectLedgerPrefix, DigitsOfProject(project));
}

std::string_view SlugOf(InvestmentKind kind) {
  switch (kind) {
    case InvestmentKind::kCashThroughLedger:
      return "cash-through-ledger";
    case InvestmentKind::kDirectByPartner:
      return "direct-by-partner";
    case InvestmentKind::kInKind:
      return "in-kind";
    case InvestmentKind::kPrivate:
      break;
  }
  return "private";
}

Transfer TransferOf(const std::string& id, const Investment& investment) {
  return {.ledger = LedgerOfProject(investment.project),
          .id = investment.transfer,
          .debit_account = std::string(SlugOf(investment.kind)),
          .credit_account = std::string(kSourcesAccount),
          .amount = investment.amount,
          .effective_date = investment.effective_date,
          .description = "investments/" + id,
          .reverses = ""};
}

}  // namespace cobuild::finance
