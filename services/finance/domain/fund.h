// Funds: money of a purpose, from its appropriation to its payment. What moves in a fund moves in
// its ledger, whose accounts may not be overdrawn: so nothing is allocated that is not
// appropriated, nothing committed that is not allocated, nothing paid that is not committed, in
// every fiscal year and for every project.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"

namespace cobuild::finance {

// In which parts a project's money is paid (报账制); the three sum to 100.
struct InstalmentPolicy {
  int start_percent = 40;
  int substantial_percent = 50;
  int acceptance_percent = 10;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("start_percent", self.start_percent);
    visit("substantial_percent", self.substantial_percent);
    visit("acceptance_percent", self.acceptance_percent);
  }
  bool operator==(const InstalmentPolicy&) const = default;
};

struct Fund {
  static constexpr std::string_view kKind = "fund";
  static constexpr std::string_view kNamePattern = "funds/{}";

  std::string display_name;
  std::string division;  // 12-digit code whose money it is
  std::string purpose;
  InstalmentPolicy instalments;
  std::vector<int> closed_years;  // fiscal years in which nothing moves any more, in order
  DataOrigin origin = DataOrigin::kRecorded;

  std::vector<std::string> Keys() const { return {division}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("division", self.division);
    visit("purpose", self.purpose);
    visit("instalments", self.instalments);
    visit("closed_years", self.closed_years);
    visit("origin", self.origin);
  }
  bool operator==(const Fund&) const = default;
};

enum class MovementKind {
  kPlan = 1,           // what is meant to be appropriated: no money moves
  kAppropriation = 2,  // also a negative one, which adjusts
  kAllocation = 3,
  kReallocation = 4,
  kCommitment = 5,
  kCommitmentRelease = 6,
  kCarryOver = 7,
  kPayment = 8,
  kPaymentReturn = 9,  // the bank gave the money back, or the village did
};

// One movement of a fund. It is stated once and never changed.
struct FundMovement {
  static constexpr std::string_view kKind = "fund_movement";
  static constexpr std::string_view kNamePattern = "funds/{}/movements/{}";

  std::string fund;  // id
  MovementKind kind = MovementKind::kPlan;
  int fiscal_year = 0;
  int to_fiscal_year = 0;  // of a carry-over; 0 otherwise
  std::string source;      // id, of a plan or an appropriation; "" otherwise
  std::string project;     // id; "" for a plan, an appropriation or a carry-over
  std::string to_project;  // of a reallocation; "" otherwise
  std::string claim;       // id, of a payment or its return; "" otherwise
  money::Fen amount;       // above zero, but for a plan (from zero) and an adjustment (not zero)
  base::Date effective_date;
  std::string basis;     // document
  std::string transfer;  // id in the fund's ledger; "" for a plan
  DataOrigin origin = DataOrigin::kRecorded;

  // What is paid for a claim is looked up by it.
  std::vector<std::string> Keys() const {
    if (claim.empty()) return {fund};
    return {fund, "claims/" + claim};
  }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("fund", self.fund);
    visit("kind", self.kind);
    visit("fiscal_year", self.fiscal_year);
    visit("to_fiscal_year", self.to_fiscal_year);
    visit("source", self.source);
    visit("project", self.project);
    visit("to_project", self.to_project);
    visit("claim", self.claim);
    visit("amount", self.amount);
    visit("effective_date", self.effective_date);
    visit("basis", self.basis);
    visit("transfer", self.transfer);
    visit("origin", self.origin);
  }
  bool operator==(const FundMovement&) const = default;
};

// Longest id of a fund, so that its ledger's is one.
inline constexpr size_t kMostFundIdCharacters = 58;

// What names of ledgers and accounts say of a project, whose own name would be too long: 32 hex
// digits of its digest.
std::string DigitsOfProject(std::string_view project);

// "fund-" and the fund's id.
std::string LedgerOfFund(std::string_view fund);
// Ids of the ledger's accounts. Money comes from kSourcesAccount, which has no limit.
inline constexpr std::string_view kSourcesAccount = "sources";
std::string AppropriatedAccount(int fiscal_year);
// `project` is its id, which an account's id would not hold: a digest stands for it.
std::string AllocatedAccount(int fiscal_year, std::string_view project);
std::string CommittedAccount(int fiscal_year, std::string_view project);
std::string PaidAccount(int fiscal_year, std::string_view project);

}  // namespace cobuild::finance
