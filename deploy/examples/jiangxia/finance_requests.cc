#include "deploy/examples/jiangxia/finance_requests.h"

#include <fmt/format.h>

#include <string>

#include "common/base/digest.h"
#include "common/rpc/fields.h"
#include "deploy/examples/jiangxia/project_requests.h"
#include "deploy/examples/jiangxia/request_id.h"

namespace cobuild::jiangxia {
namespace {

constexpr char kDistrict[] = "divisions/420115000000";
constexpr char kPartnerUnit[] = "partner-unit";  // as a source
constexpr auto kSubstantial = static_cast<size_t>(MilestoneKind::kSubstantial);

// The facts' kinds are in the contract's order, which begins with "not given".
finance::v1::Instalment InstalmentOf(MilestoneKind kind) {
  static_assert(static_cast<int>(MilestoneKind::kAcceptance) + 1 == finance::v1::ACCEPTANCE);
  return static_cast<finance::v1::Instalment>(static_cast<int>(kind) + 1);
}

finance::v1::InvestmentKind KindOf(FundKind kind) {
  static_assert(static_cast<int>(FundKind::kPrivate) + 1 == finance::v1::PRIVATE);
  return static_cast<finance::v1::InvestmentKind>(static_cast<int>(kind) + 1);
}

finance::v1::PolicyGroup GroupOf(PolicyGroup group) {
  static_assert(static_cast<int>(PolicyGroup::kAquaculture) + 1 == finance::v1::AQUACULTURE);
  return static_cast<finance::v1::PolicyGroup>(static_cast<int>(group) + 1);
}

// What stands for the documents of the example.
std::string Basis(uint64_t seed) { return fmt::format("示例数据 / example data, seed {}", seed); }

std::string DigestOf(uint64_t seed, const std::string& document) {
  return base::ToHex(base::Sha256(Basis(seed) + ": " + document));
}

finance::v1::CreateFundRequest FundRequest(uint64_t seed, const Fund& facts) {
  finance::v1::CreateFundRequest request;
  request.set_request_id(RequestId(seed, "fund-" + facts.id));
  request.set_fund_id(facts.id);
  request.mutable_fund()->set_display_name(facts.display_name);
  request.mutable_fund()->set_division(kDistrict);
  request.mutable_fund()->set_purpose("结对共建 / paired co-building: " + facts.display_name);
  request.mutable_fund()->set_data_origin(type::v1::EXAMPLE);
  return request;
}

// Of a plan and of an appropriation.
template <class Request>
Request MoneyRequest(uint64_t seed, const Appropriation& facts) {
  Request request;
  request.set_request_id(RequestId(seed, fmt::format("{}-{}", facts.fund, facts.year)));
  request.set_name("funds/" + facts.fund);
  request.set_fiscal_year(facts.year);
  request.set_source(SourceOf(facts.fund));
  *request.mutable_amount() = rpc::ToProto(facts.amount);
  *request.mutable_effective_date() = rpc::ToProto(facts.date);
  request.set_basis(Basis(seed));
  return request;
}

// Makes the requests of one project.
class FinanceMaker {
 public:
  FinanceMaker(uint64_t seed, const Project& facts) : seed_(seed), facts_(facts) {}

  ProjectMoneyRequests Make() const {
    ProjectMoneyRequests requests;
    requests.allocate = Move<finance::v1::AllocateRequest>("allocate", facts_.decided.back());
    requests.commit = Move<finance::v1::CommitRequest>("commit", facts_.started);
    for (const Milestone& milestone : facts_.milestones) {
      if (milestone.settlement) requests.claims.push_back(Claim(milestone));
    }
    for (const InvestedFund& fund : facts_.funds) {
      if (fund.kind == FundKind::kCashThroughLedger) continue;
      requests.investments.push_back(Investment(fund, requests.investments.size() + 1));
    }
    return requests;
  }

 private:
  std::string IdFor(std::string_view action) const {
    return RequestId(seed_, fmt::format("{}-{}", facts_.id, action));
  }

  // All that the contract comes to, in one movement.
  template <class Request>
  Request Move(std::string_view action, const base::Date& day) const {
    Request request;
    request.set_request_id(IdFor(action));
    request.set_name("funds/" + facts_.fund);
    request.set_fiscal_year(facts_.year);
    request.set_project("projects/" + facts_.id);
    *request.mutable_amount() = rpc::ToProto(facts_.contract);
    *request.mutable_effective_date() = rpc::ToProto(day);
    request.set_basis(Basis(seed_));
    return request;
  }

  // The lead village gets the money, and spends it for all.
  ClaimRequests Claim(const Milestone& facts) const {
    const std::string kind = IdOf(facts.kind);
    const std::string id = fmt::format("{}-{}", facts_.id, kind);
    ClaimRequests requests;
    requests.create.set_request_id(IdFor("claim-" + kind));
    requests.create.set_claim_id(id);
    finance::v1::Claim& claim = *requests.create.mutable_claim();
    claim.set_fund("funds/" + facts_.fund);
    claim.set_fiscal_year(facts_.year);
    claim.set_project("projects/" + facts_.id);
    claim.set_village("villages/" + facts_.shares.front().village);
    claim.set_instalment(InstalmentOf(facts.kind));
    *claim.mutable_amount() = rpc::ToProto(facts.instalment);
    claim.add_voucher_digests(DigestOf(seed_, "voucher of " + id));

    requests.approve.set_request_id(IdFor("approve-" + kind));
    requests.approve.set_name("claims/" + id);
    requests.pay.set_request_id(IdFor("pay-" + kind));
    requests.pay.set_name("claims/" + id);
    *requests.pay.mutable_effective_date() = rpc::ToProto(facts.settlement->paid);
    requests.confirm.set_request_id(IdFor("confirm-" + kind));
    requests.confirm.set_name("claims/" + id);
    *requests.confirm.mutable_effective_date() = requests.pay.effective_date();
    return requests;
  }

  // Given until the work was done for the most part.
  finance::v1::RecordInvestmentRequest Investment(const InvestedFund& facts, size_t number) const {
    const std::string id = fmt::format("{}-{}", facts_.id, number);
    finance::v1::RecordInvestmentRequest request;
    request.set_request_id(IdFor(fmt::format("investment-{}", number)));
    request.set_investment_id(id);
    finance::v1::Investment& investment = *request.mutable_investment();
    investment.set_project("projects/" + facts_.id);
    investment.set_kind(KindOf(facts.kind));
    investment.set_source(facts.source);
    if (facts.source == kPartnerUnit) {
      investment.set_contributor("organizations/" + facts_.sponsor);
    }
    *investment.mutable_amount() = rpc::ToProto(facts.amount);
    if (facts.kind == FundKind::kInKind) investment.set_valuation_basis(Basis(seed_));
    investment.add_evidence_digests(DigestOf(seed_, "receipt of " + id));
    *investment.mutable_effective_date() =
        rpc::ToProto(facts_.milestones[kSubstantial].settlement->accepted);
    investment.set_data_origin(type::v1::EXAMPLE);
    for (const VillageShare& share : facts_.shares) {
      investment.add_villages("villages/" + share.village);
    }
    return request;
  }

  const uint64_t seed_;
  const Project& facts_;
};

finance::v1::CreatePolicyRequest PolicyRequest(uint64_t seed, const SupportPolicy& facts) {
  finance::v1::CreatePolicyRequest request;
  request.set_request_id(RequestId(seed, facts.id));
  request.set_policy_id(facts.id);
  request.mutable_policy()->set_display_name(facts.display_name);
  request.mutable_policy()->set_group(GroupOf(facts.group));
  request.mutable_policy()->set_standard("示例：本区农户和合作社 / farmers and cooperatives");
  request.mutable_policy()->set_subsidy_rule("示例：按面积或数量补助 / by area or number");
  request.mutable_policy()->set_data_origin(type::v1::EXAMPLE);
  return request;
}

finance::v1::AdoptPolicyRequest AdoptionRequest(uint64_t seed, const SupportPolicy& facts) {
  finance::v1::AdoptPolicyRequest request;
  request.set_request_id(RequestId(seed, "adopt-" + facts.id));
  request.set_name("policies/" + facts.id);
  *request.mutable_adopted_date() = rpc::ToProto(facts.adopted);
  request.set_document(Basis(seed));
  return request;
}

finance::v1::RecordHouseholdIncomeRequest IncomeRequest(uint64_t seed,
                                                        const HouseholdIncome& facts) {
  finance::v1::RecordHouseholdIncomeRequest request;
  request.set_request_id(
      RequestId(seed, fmt::format("households-{}-{}", facts.village, facts.year)));
  finance::v1::HouseholdIncome& income = *request.mutable_household_income();
  income.set_village("villages/" + facts.village);
  income.set_year(facts.year);
  *income.mutable_per_capita() = rpc::ToProto(facts.per_capita);
  income.set_residents(facts.residents);
  income.set_source(Basis(seed));
  income.set_data_origin(type::v1::EXAMPLE);
  return request;
}

}  // namespace

FinanceRequests MakeFinanceRequests(uint64_t seed, const FurtherFacts& facts) {
  FinanceRequests requests;
  for (const Fund& fund : facts.funds) requests.funds.push_back(FundRequest(seed, fund));
  for (const Appropriation& each : facts.appropriations) {
    if (each.state == AppropriationState::kPlanned) {
      requests.plans.push_back(MoneyRequest<finance::v1::PlanRequest>(seed, each));
    } else {
      requests.appropriations.push_back(MoneyRequest<finance::v1::AppropriateRequest>(seed, each));
    }
  }
  for (const Project& project : facts.projects) {
    requests.projects.push_back(FinanceMaker(seed, project).Make());
  }
  for (const SupportPolicy& policy : facts.policies) {
    requests.policies.push_back(PolicyRequest(seed, policy));
    requests.adoptions.push_back(AdoptionRequest(seed, policy));
  }
  for (const HouseholdIncome& income : facts.household_incomes) {
    requests.household_incomes.push_back(IncomeRequest(seed, income));
  }
  return requests;
}

}  // namespace cobuild::jiangxia
