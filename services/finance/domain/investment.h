// Investments: what a project was given outside the funds (投入资金), each posted in the project's
// memorandum ledger.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

// As the projects service numbers them too.
enum class InvestmentKind {
  kCashThroughLedger = 1,  // paid from a fund: a claim, never an Investment
  kDirectByPartner = 2,
  kInKind = 3,
  kPrivate = 4,
};

// One recorded state; a correction is a further one.
struct Investment {
  static constexpr std::string_view kKind = "investment";
  static constexpr std::string_view kNamePattern = "investments/{}";

  std::string project;  // id
  InvestmentKind kind = InvestmentKind::kDirectByPartner;
  std::string source;       // id
  std::string contributor;  // id of an organization; "" for none that is kept
  money::Fen amount;        // from zero
  std::string valuation_basis;
  std::vector<base::Digest> evidence;
  base::Date effective_date;
  DataOrigin origin = DataOrigin::kRecorded;
  // Ids in the project's ledger: of what posts the amount, "" when it is zero; of what took back
  // the amount before, "" when there was none.
  std::string transfer;
  std::string reversal;
  std::string correction_reason;
  std::vector<std::string> villages;  // 12-digit codes where the project is; in order, each once

  std::vector<std::string> Keys() const { return {project}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("kind", self.kind);
    visit("source", self.source);
    visit("contributor", self.contributor);
    visit("amount", self.amount);
    visit("valuation_basis", self.valuation_basis);
    visit("evidence", self.evidence);
    visit("effective_date", self.effective_date);
    visit("origin", self.origin);
    visit("transfer", self.transfer);
    visit("reversal", self.reversal);
    visit("correction_reason", self.correction_reason);
    // Digests of what was recorded without them stay what they were.
    if (!std::is_const_v<Self> || !self.villages.empty()) visit("villages", self.villages);
  }
  bool operator==(const Investment&) const = default;
};

// "project-" and a digest of the project's id, which would not fit itself.
std::string LedgerOfProject(std::string_view project);

// "direct-by-partner": also the account in the project's ledger that holds what came so.
std::string_view SlugOf(InvestmentKind kind);

// What posts the amount, which is above zero: debit the kind's account, credit kSourcesAccount.
Transfer TransferOf(const std::string& id, const Investment& investment);

}  // namespace cobuild::finance
