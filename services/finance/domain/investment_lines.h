// The journal lines under what a project was given, as its records tell of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "common/records/record.h"
#include "services/finance/domain/claim.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/investment.h"

namespace cobuild::finance {

struct InvestmentLine {
  InvestmentKind kind = InvestmentKind::kCashThroughLedger;
  std::string source;  // of cash the id of the fund
  money::Fen signed_amount;
  base::Date effective_date;
  std::string ledger;    // id
  std::string transfer;  // id in the ledger
  int64_t position = 0;  // of the record that tells of it
  int ordinal = 0;       // among the lines of that record, in order of their positions
  std::string record;    // resource name of the investment or the claim
  DataOrigin origin = DataOrigin::kRecorded;
  std::vector<base::Digest> evidence;
};

// Those of an investment that are known at `upto`: what each state took back and posted.
void AddLines(const std::vector<records::Record<Investment>>& states, int64_t upto,
              std::vector<InvestmentLine>& lines);

// Those of a claim: its payment once it is confirmed, and its refund. A payment that is under way
// or was returned is no line. `movements` are the claim's, in order of position.
void AddLines(const std::vector<records::Record<Claim>>& states,
              const std::vector<const records::Record<FundMovement>*>& movements, int64_t upto,
              std::vector<InvestmentLine>& lines);

}  // namespace cobuild::finance
