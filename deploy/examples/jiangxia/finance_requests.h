// What the example asks of the finance service beside ledgers and villages' incomes, as requests:
// the funds with their money, and of each project what it was paid and given.
#pragma once

#include <cstdint>
#include <vector>

#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
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
};

struct FinanceRequests {
  std::vector<finance::v1::CreateFundRequest> funds;
  std::vector<finance::v1::AppropriateRequest> appropriations;
  std::vector<finance::v1::PlanRequest> plans;
  std::vector<ProjectMoneyRequests> projects;  // in the projects' order
};

FinanceRequests MakeFinanceRequests(uint64_t seed, const FurtherFacts& facts);

}  // namespace cobuild::jiangxia
