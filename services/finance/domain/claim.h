// Releases and claims: what may be paid, and what is (报账制).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/income.h"

namespace cobuild::finance {

// Leave to pay up to an amount, once. What is revoked is withdrawn.
struct Release {
  static constexpr std::string_view kKind = "release";
  static constexpr std::string_view kNamePattern = "releases/{}";

  std::string project;    // id
  std::string milestone;  // id in the project
  money::Fen cap;         // above zero
  base::Digest dossier{};
  DataOrigin origin = DataOrigin::kRecorded;
  std::string claim;                  // id, of the payment that has consumed it; "" otherwise
  std::vector<std::string> villages;  // 12-digit codes where the project is; in order, each once

  std::vector<std::string> Keys() const { return {project}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("milestone", self.milestone);
    visit("cap", self.cap);
    visit("dossier", self.dossier);
    visit("origin", self.origin);
    visit("claim", self.claim);
    // Digests of what was recorded without them stay what they were.
    if (!std::is_const_v<Self> || !self.villages.empty()) visit("villages", self.villages);
  }
  bool operator==(const Release&) const = default;
};

enum class Instalment { kStart = 1, kSubstantial = 2, kAcceptance = 3 };

enum class ClaimState {
  kSubmitted = 1,
  kApproved = 2,
  kRefused = 3,
  kInstructed = 4,
  kConfirmed = 5,
  kReturned = 6,
  kRefunded = 7,
};

struct Claim {
  static constexpr std::string_view kKind = "claim";
  static constexpr std::string_view kNamePattern = "claims/{}";

  std::string fund;
  int fiscal_year = 0;
  std::string project;
  std::string village;  // 12-digit code, which is the id of its ledger
  std::string release;
  Instalment instalment = Instalment::kStart;
  money::Fen amount;  // above zero
  std::vector<base::Digest> vouchers;
  std::string maker;  // principal
  DataOrigin origin = DataOrigin::kRecorded;
  // What changes.
  ClaimState state = ClaimState::kSubmitted;
  std::string checker;  // principal; "" until it is approved
  std::optional<base::Date> payment_date;
  std::string reason;

  std::vector<std::string> Keys() const { return {"funds/" + fund, "projects/" + project}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("fund", self.fund);
    visit("fiscal_year", self.fiscal_year);
    visit("project", self.project);
    visit("village", self.village);
    visit("release", self.release);
    visit("instalment", self.instalment);
    visit("amount", self.amount);
    visit("vouchers", self.vouchers);
    visit("maker", self.maker);
    visit("origin", self.origin);
    visit("state", self.state);
    visit("checker", self.checker);
    visit("payment_date", self.payment_date);
    visit("reason", self.reason);
  }
  bool operator==(const Claim&) const = default;
};

}  // namespace cobuild::finance
