// Resource names, as refusals and responses write them.
#pragma once

#include <string>
#include <string_view>

#include "services/finance/domain/income.h"

namespace cobuild::finance {

std::string LedgerName(std::string_view ledger);
std::string AccountName(std::string_view ledger, std::string_view account);
std::string TransferName(std::string_view ledger, std::string_view transfer);
std::string VillageName(std::string_view village);
std::string DivisionName(std::string_view division);
std::string FundName(std::string_view fund);
std::string ProjectName(std::string_view project);
std::string MilestoneName(std::string_view project, std::string_view milestone);
std::string ReleaseName(std::string_view release);
std::string ClaimName(std::string_view claim);
std::string InvestmentName(std::string_view investment);
std::string OrganizationName(std::string_view organization);
std::string PolicyName(std::string_view policy);
std::string IncomeName(const IncomeKey& key);

}  // namespace cobuild::finance
