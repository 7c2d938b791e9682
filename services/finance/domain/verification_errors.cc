#include "services/finance/domain/verification_errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;

absl::Status OfFact(StatusCode code, std::string_view reason, std::string_view what,
                    std::string_view fact) {
  return error::Make(code, reason, fmt::format("{} {}", fact, what), {{"fact", std::string(fact)}});
}

absl::Status WrongState(std::string_view reason, std::string_view what, std::string_view fact) {
  return OfFact(StatusCode::kFailedPrecondition, reason, what, fact);
}

}  // namespace

absl::Status FactNotFound(std::string_view fact) {
  return OfFact(StatusCode::kNotFound, "FACT_NOT_FOUND", "is not recorded", fact);
}

absl::Status FactVerified(std::string_view fact) {
  return WrongState("FACT_VERIFIED", "is verified already", fact);
}

absl::Status FactNotVerified(std::string_view fact) {
  return WrongState("FACT_NOT_VERIFIED", "is not verified by a township", fact);
}

absl::Status FactAccepted(std::string_view fact) {
  return WrongState("FACT_ACCEPTED", "is accepted already", fact);
}

absl::Status FactMakerIsChecker(std::string_view fact) {
  return WrongState("MAKER_IS_CHECKER", "is checked by another than whoever stated or verified it",
                    fact);
}

}  // namespace cobuild::finance::errors
