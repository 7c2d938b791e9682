#include "services/finance/domain/fund.h"

#include <fmt/format.h>

#include "common/base/digest.h"

namespace cobuild::finance {
namespace {

std::string AccountOf(std::string_view what, int fiscal_year, std::string_view project) {
  return fmt::format("{}-{}-{}", what, fiscal_year, DigitsOfProject(project));
}

}  // namespace

std::string DigitsOfProject(std::string_view project) {
  return base::ToHex(base::Sha256(project)).substr(0, 32);
}

std::string LedgerOfFund(std::string_view fund) {
  return fmt::format("{}{}", kFundLedgerPrefix, fund);
}

std::string AppropriatedAccount(int fiscal_year) {
  return fmt::format("appropriated-{}", fiscal_year);
}

std::string AllocatedAccount(int fiscal_year, std::string_view project) {
  return AccountOf("allocated", fiscal_year, project);
}

std::string CommittedAccount(int fiscal_year, std::string_view project) {
  return AccountOf("committed", fiscal_year, project);
}

std::string PaidAccount(int fiscal_year, std::string_view project) {
  return AccountOf("paid", fiscal_year, project);
}

}  // namespace cobuild::finance
