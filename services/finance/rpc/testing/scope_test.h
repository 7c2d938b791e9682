// Tests of who reaches what: a row of every kind in one village, and callers around it.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/claims_test.h"

namespace cobuild::finance {

using Callers = std::set<std::string>;

// kVillage lies in township 420115002000 of district 420115000000 of city 420100000000, as
// test::ExampleTree has it. Each caller has every role, within one bound.
inline const std::map<std::string, scope::Bound>& BoundsOfCallers() {
  static const std::map<std::string, scope::Bound> bounds = {
      {"everything", scope::Bound::WholeTree()},
      {"city", scope::Bound::Division("420100000000")},
      {"district", scope::Bound::Division("420115000000")},
      {"township", scope::Bound::Division("420115002000")},
      {"village", scope::Bound::Division(kVillage)},
      {"sibling", scope::Bound::Division("420115002202")},
      {"elsewhere", scope::Bound::Division("420116000000")},
      {"giver", scope::Bound::Organization("o1")},
      {"stranger", scope::Bound::Organization("o2")}};
  return bounds;
}

// Who sees what is in the village, what is of the district's fund, the investment that o1 gave to
// the village's project, and what is nobody's in particular.
inline Callers OfVillage() { return {"everything", "city", "district", "township", "village"}; }
inline Callers OfFund() { return {"everything", "city", "district"}; }
inline Callers OfInvestment() {
  return {"everything", "city", "district", "township", "village", "giver"};
}
inline Callers OfNobody() { return {"everything"}; }

// The services as one caller has them.
struct Caller {
  explicit Caller(const std::shared_ptr<grpc::Channel>& channel)
      : ledger(v1::LedgerService::NewStub(channel)),
        releases(v1::ReleaseService::NewStub(channel)),
        claims(v1::ClaimService::NewStub(channel)),
        funds(v1::FundService::NewStub(channel)),
        income(v1::IncomeService::NewStub(channel)),
        investments(v1::InvestmentService::NewStub(channel)),
        policies(v1::PolicyService::NewStub(channel)),
        verifications(v1::VerificationService::NewStub(channel)) {}

  std::unique_ptr<v1::LedgerService::Stub> ledger;
  std::unique_ptr<v1::ReleaseService::Stub> releases;
  std::unique_ptr<v1::ClaimService::Stub> claims;
  std::unique_ptr<v1::FundService::Stub> funds;
  std::unique_ptr<v1::IncomeService::Stub> income;
  std::unique_ptr<v1::InvestmentService::Stub> investments;
  std::unique_ptr<v1::PolicyService::Stub> policies;
  std::unique_ptr<v1::VerificationService::Stub> verifications;
};

class ScopeTest : public ClaimsTest {
 protected:
  ScopeTest() {
    for (const auto& [name, bound] : BoundsOfCallers())
      GrantEverything("machine/in-" + name, bound);
    EXPECT_OK(Send(*releases_, &ReleaseStub::AuthorizeRelease,
                   fmt::format("release_id: 'rv' release {{ milestone: 'projects/p/milestones/n' "
                               "cap {{ currency_code: 'CNY' units: 40 }} dossier_digest: '{}' "
                               "data_origin: EXAMPLE villages: 'villages/{}' }} request_id: 'rv'",
                               std::string(64, 'a'), kVillage)));
    EXPECT_OK(Create("c1", 10, "rv"));
    EXPECT_OK(ToIncome(&IncomeStub::RecordVillageIncome, IncomeText("r")));
    const auto households = ToIncome(&IncomeStub::RecordHouseholdIncome, HouseholdsText("h"));
    EXPECT_OK(households);
    EXPECT_OK(Send(*investments_, &InvestmentStub::RecordInvestment, InvestmentText("i1", "o1")));
    const auto checker = v1::VerificationService::NewStub(server_->ChannelAs("machine/checker"));
    EXPECT_OK(Send(*checker, &VerificationStub::VerifyFacts,
                   fmt::format("facts {{ name: '{}' etag: '{}' }} basis: 'b' request_id: 'v'",
                               households->name(), households->etag())));
  }

  Caller& As(const std::string& name) {
    const auto found = callers_.find(name);
    if (found != callers_.end()) return found->second;
    return callers_.try_emplace(name, server_->ChannelAs("machine/in-" + name)).first->second;
  }

  static std::string IncomeText(const std::string& request_id) {
    return fmt::format(
        "village: 'villages/{}' year: 2011 category: SUBSIDY_INCOME source: '年报' amount {{ "
        "currency_code: 'CNY' units: 5 }} data_origin: EXAMPLE request_id: '{}'",
        kVillage, request_id);
  }
  static std::string HouseholdsText(const std::string& request_id, int year = 2011) {
    return fmt::format(
        "household_income {{ village: 'villages/{}' year: {} per_capita {{ currency_code: 'CNY' "
        "units: 8001 }} residents: 900 source: '年报' data_origin: EXAMPLE }} request_id: '{}'",
        kVillage, year, request_id);
  }
  static std::string InvestmentText(const std::string& id, const std::string& contributor) {
    return fmt::format(
        "investment_id: '{0}' investment {{ project: 'projects/p' kind: PRIVATE source: 's' "
        "contributor: 'organizations/{1}' amount {{ currency_code: 'CNY' units: 3 }} "
        "evidence_digests: '{2}' {3} data_origin: EXAMPLE villages: 'villages/{4}' }} "
        "request_id: '{0}'",
        id, contributor, std::string(64, 'c'), kDay, kVillage);
  }
  // Of 1 yuan in the ledger of a village.
  static std::string EntryIn(const std::string& ledger, const std::string& id) {
    return fmt::format(
        "transfer_id: '{1}' debit_account: 'ledgers/{0}/accounts/102' credit_account: "
        "'ledgers/{0}/accounts/501' amount {{ currency_code: 'CNY' units: 1 }} {2} ",
        ledger, id, kDay);
  }

 private:
  std::map<std::string, Caller> callers_;
};

}  // namespace cobuild::finance
