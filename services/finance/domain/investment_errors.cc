#include "services/finance/domain/investment_errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;

absl::Status OfInvestment(StatusCode code, std::string_view reason, std::string_view what,
                          std::string_view investment) {
  const std::string name = InvestmentName(investment);
  return error::Make(code, reason, fmt::format("{} {}", name, what), {{"investment", name}});
}

}  // namespace

absl::Status InvestmentExists(std::string_view investment) {
  return OfInvestment(StatusCode::kAlreadyExists, "INVESTMENT_EXISTS", "exists already",
                      investment);
}

absl::Status InvestmentNotFound(std::string_view investment) {
  return OfInvestment(StatusCode::kNotFound, "INVESTMENT_NOT_FOUND", "does not exist", investment);
}

absl::Status InvestmentUnchanged(std::string_view investment) {
  return OfInvestment(StatusCode::kFailedPrecondition, "INVESTMENT_UNCHANGED",
                      "has this amount already", investment);
}

}  // namespace cobuild::finance::errors
