#include "services/finance/domain/verification.h"

#include "common/base/digest.h"

namespace cobuild::finance {
namespace {

constexpr size_t kDigitsOfFact = 32;

}  // namespace

void Count(VerificationState state, VerificationCounts& counts) {
  switch (state) {
    case VerificationState::kDeclared:
      ++counts.declared;
      return;
    case VerificationState::kTownshipVerified:
      ++counts.township_verified;
      return;
    case VerificationState::kDistrictAccepted:
      ++counts.district_accepted;
      return;
  }
}

std::string IdOfVerification(std::string_view fact) {
  return base::ToHex(base::Sha256(fact)).substr(0, kDigitsOfFact);
}

}  // namespace cobuild::finance
