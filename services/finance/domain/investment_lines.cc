#include "services/finance/domain/investment_lines.h"

#include <utility>

#include "services/finance/domain/names.h"

namespace cobuild::finance {
namespace {

InvestmentLine LineOf(const records::Record<Investment>& state) {
  const Investment& facts = state.facts;
  InvestmentLine line;
  line.kind = facts.kind;
  line.source = facts.source;
  line.signed_amount = facts.amount;
  line.effective_date = facts.effective_date;
  line.ledger = LedgerOfProject(facts.project);
  line.transfer = facts.transfer;
  line.position = state.position;
  line.record = InvestmentName(state.id);
  line.origin = facts.origin;
  line.evidence = facts.evidence;
  return line;
}

InvestmentLine LineOf(const records::Record<Claim>& state,
                      const records::Record<FundMovement>& movement) {
  const FundMovement& facts = movement.facts;
  const bool is_back = facts.kind == MovementKind::kPaymentReturn;
  InvestmentLine line;
  line.source = facts.fund;
  line.signed_amount = {is_back ? -facts.amount.value : facts.amount.value};
  line.effective_date = facts.effective_date;
  line.ledger = LedgerOfFund(facts.fund);
  line.transfer = facts.transfer;
  line.position = movement.position;
  line.record = ClaimName(state.id);
  line.origin = facts.origin;
  line.evidence = state.facts.vouchers;
  return line;
}

}  // namespace

void AddLines(const std::vector<records::Record<Investment>>& states, int64_t upto,
              std::vector<InvestmentLine>& lines) {
  money::Fen before;
  for (const records::Record<Investment>& state : states) {
    if (state.position > upto) return;
    int ordinal = 0;
    if (!state.facts.reversal.empty()) {
      InvestmentLine line = LineOf(state);
      line.transfer = state.facts.reversal;
      line.signed_amount = {-before.value};
      line.ordinal = ordinal++;
      lines.push_back(std::move(line));
    }
    if (!state.facts.transfer.empty()) {
      lines.push_back(LineOf(state));
      lines.back().ordinal = ordinal;
    }
    before = state.facts.amount;
  }
}

void AddLines(const std::vector<records::Record<Claim>>& states,
              const std::vector<const records::Record<FundMovement>*>& movements, int64_t upto,
              std::vector<InvestmentLine>& lines) {
  // Each payment and each return is of the unit that stated the claim anew, just before it.
  auto next = movements.begin();
  const records::Record<FundMovement>* payment = nullptr;
  for (const records::Record<Claim>& state : states) {
    if (state.position > upto) return;
    const records::Record<FundMovement>* moved = nullptr;
    while (next != movements.end() && (*next)->position < state.position) moved = *next++;
    switch (state.facts.state) {
      case ClaimState::kInstructed:
        payment = moved;
        break;
      case ClaimState::kConfirmed:
        if (payment != nullptr) lines.push_back(LineOf(state, *payment));
        break;
      case ClaimState::kRefunded:
        if (moved != nullptr) lines.push_back(LineOf(state, *moved));
        break;
      case ClaimState::kSubmitted:
      case ClaimState::kApproved:
      case ClaimState::kRefused:
      case ClaimState::kReturned:
        break;
    }
  }
}

}  // namespace cobuild::finance
