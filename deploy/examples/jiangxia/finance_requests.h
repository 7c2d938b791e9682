// What the example asks of the finance service beside ledgers and villages' incomes, as requests:
// the funds with their money, of each project what it was paid and given, the support policies and
// the incomes of households.
#pragma once

#include <cstdint>
#include <vector>

#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/household_income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "deploy/examples/jiangxia/further_facts.h"

namespace cobuild::jiangxia {

// One instalment, from the claim to its arrival.
struct ClaimRequests {
  finance::v1::CreateClaimRequest create;  // its release is still to be set
  finance::v1::ApproveClaimRequest approve;
  finance::v1::PayClaimRequest pay;
  finance::v1::ConfirmPaymentRequest confirm;
};

struct ProjectMoneyRequests {
  finance::v1::AllocateRequest allocate;
  finance::v1::CommitRequest commit;
  std::vector<ClaimRequests> claims;  // of the first two milestones, or of all three
  std::vector<finance::v1::RecordInvestmentRequest> investments;  // all that is not cash
};

struct FinanceRequests {
  std::vector<finance::v1::CreateFundRequest> funds;
  std::vector<finance::v1::AppropriateRequest> appropriations;
  std::vector<finance::v1::PlanRequest> plans;
  std::vector<ProjectMoneyRequests> projects;  // in the projects' order
  std::vector<finance::v1::CreatePolicyRequest> policies;
  std::vector<finance::v1::AdoptPolicyRequest> adoptions;  // of all of them
  std::vector<finance::v1::RecordHouseholdIncomeRequest> household_incomes;
};

FinanceRequests MakeFinanceRequests(uint64_t seed, const FurtherFacts& facts);

}  // namespace cobuild::jiangxia
