#include "services/finance/domain/names.h"

#include <fmt/format.h>

namespace cobuild::finance {

std::string LedgerName(std::string_view ledger) { return fmt::format("ledgers/{}", ledger); }

std::string AccountName(std::string_view ledger, std::string_view account) {
  return fmt::format("ledgers/{}/accounts/{}", ledger, account);
}

std::string TransferName(std::string_view ledger, std::string_view transfer) {
  return fmt::format("ledgers/{}/transfers/{}", ledger, transfer);
}

std::string VillageName(std::string_view village) { return fmt::format("villages/{}", village); }

std::string DivisionName(std::string_view division) {
  return fmt::format("divisions/{}", division);
}

std::string FundName(std::string_view fund) { return fmt::format("funds/{}", fund); }

std::string ProjectName(std::string_view project) { return fmt::format("projects/{}", project); }

std::string MilestoneName(std::string_view project, std::string_view milestone) {
  return fmt::format("projects/{}/milestones/{}", project, milestone);
}

std::string ReleaseName(std::string_view release) { return fmt::format("releases/{}", release); }

std::string ClaimName(std::string_view claim) { return fmt::format("claims/{}", claim); }

std::string InvestmentName(std::string_view investment) {
  return fmt::format("investments/{}", investment);
}

std::string OrganizationName(std::string_view organization) {
  return fmt::format("organizations/{}", organization);
}

std::string PolicyName(std::string_view policy) { return fmt::format("policies/{}", policy); }

std::string IncomeName(const IncomeKey& key) {
  return fmt::format("villages/{}/incomes/{}-{}", key.village, key.year, SlugOf(key.category));
}

}  // namespace cobuild::finance
