#include "deploy/examples/jiangxia/finance_requests.h"

#include <fmt/format.h>

#include <string>

#include "common/base/digest.h"
#include "common/rpc/fields.h"
#include "deploy/examples/jiangxia/project_requests.h"
#include "deploy/examples/jiangxia/request_id.h"

namespace cobuild::jiangxia {
namespace {

namespace v1 = finance::v1;

constexpr char kDistrict[] = "divisions/420115000000";

// The facts' kinds are in the contract's order, which begins with "not given".
v1::Instalment InstalmentOf(MilestoneKind kind) {
  static_assert(static_cast<int>(MilestoneKind::kAcceptance) + 1 == v1::ACCEPTANCE);
  return static_cast<v1::Instalment>(static_cast<int>(kind) + 1);
}

// What stands for the documents of the example.
std::string Basis(uint64_t seed) { return fmt::format("示例数据 / example data, seed {}", seed); }

std::string DigestOf(uint64_t seed, const std::string& document) {
  return base::ToHex(base::Sha256(Basis(seed) + ": " + document));
}

v1::CreateFundRequest FundRequest(uint64_t seed, const Fund& facts) {
  v1::CreateFundRequest request;
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
class Maker {
 public:
  Maker(uint64_t seed, const Project& facts) : seed_(seed), facts_(facts) {}

  ProjectMoneyRequests Make() const {
    ProjectMoneyRequests requests;
    requests.allocate = Move<v1::AllocateRequest>("allocate", facts_.decided.back());
    requests.commit = Move<v1::CommitRequest>("commit", facts_.started);
    for (const Milestone& milestone : facts_.milestones) {
      if (milestone.settlement) requests.claims.push_back(Claim(milestone));
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
    v1::Claim& claim = *requests.create.mutable_claim();
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

  const uint64_t seed_;
  const Project& facts_;
};

}  // namespace

FinanceRequests MakeFinanceRequests(uint64_t seed, const FurtherFacts& facts) {
  FinanceRequests requests;
  for (const Fund& fund : facts.funds) requests.funds.push_back(FundRequest(seed, fund));
  for (const Appropriation& each : facts.appropriations) {
    if (each.state == AppropriationState::kPlanned) {
      requests.plans.push_back(MoneyRequest<v1::PlanRequest>(seed, each));
    } else {
      requests.appropriations.push_back(MoneyRequest<v1::AppropriateRequest>(seed, each));
    }
  }
  for (const Project& project : facts.projects) {
    requests.projects.push_back(Maker(seed, project).Make());
  }
  return requests;
}

}  // namespace cobuild::jiangxia
