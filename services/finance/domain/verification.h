// How far a fact that people enter was checked (填报、审核、认定).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/finance/domain/income.h"

namespace cobuild::finance {

enum class VerificationState { kDeclared = 1, kTownshipVerified = 2, kDistrictAccepted = 3 };

// How many facts are in each state.
struct VerificationCounts {
  int declared = 0;
  int township_verified = 0;
  int district_accepted = 0;
};
void Count(VerificationState state, VerificationCounts& counts);

// What was checked of one fact. It is of one state of the fact alone: a correction is DECLARED
// again. Its id is IdOfVerification(fact).
struct Verification {
  static constexpr std::string_view kKind = "verification";
  static constexpr std::string_view kNamePattern = "verifications/{}";

  std::string fact;           // resource name
  int64_t fact_position = 0;  // of the state that was checked
  VerificationState state = VerificationState::kTownshipVerified;
  std::string verifier;  // principal, of the township
  std::string acceptor;  // principal, of the district; "" before
  std::string basis;     // document of the last step

  std::vector<std::string> Keys() const { return {fact}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("fact", self.fact);
    visit("fact_position", self.fact_position);
    visit("state", self.state);
    visit("verifier", self.verifier);
    visit("acceptor", self.acceptor);
    visit("basis", self.basis);
  }
  bool operator==(const Verification&) const = default;
};

// A digest of the fact's name, which would not fit itself.
std::string IdOfVerification(std::string_view fact);

}  // namespace cobuild::finance
