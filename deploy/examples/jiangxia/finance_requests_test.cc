#include "deploy/examples/jiangxia/finance_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "deploy/examples/jiangxia/requests_fixture.h"

namespace cobuild::jiangxia {
namespace {

using FundYear = std::pair<std::string, int>;

TEST(MakeFinanceRequests, Funds_AreFourOfTheDistrict) {
  std::vector<std::string> ids;
  for (const auto& request : TheRequests().finance.funds) {
    ids.push_back(request.fund_id());
    EXPECT_EQ(request.fund().division(), "divisions/420115000000");
    EXPECT_EQ(request.fund().data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_THAT(ids, testing::ElementsAre("agricultural-development", "municipal-co-building",
                                        "village-infrastructure", "small-irrigation"));
}

TEST(MakeFinanceRequests, SmallIrrigation_IsPlannedAndNothingElse) {
  const FinanceRequests& finance = TheRequests().finance;
  ASSERT_EQ(finance.plans.size(), 1U);
  const finance::v1::PlanRequest& plan = finance.plans.front();
  EXPECT_EQ(plan.name(), "funds/small-irrigation");
  EXPECT_EQ(plan.fiscal_year(), 2012);
  EXPECT_EQ(FenOf(plan.amount()), 30'000'000'00);
  EXPECT_EQ(plan.effective_date().ShortDebugString(), "year: 2012 month: 3 day: 14");
  for (const auto& each : finance.appropriations) EXPECT_NE(each.name(), plan.name());
}

TEST(MakeFinanceRequests, MoneyByFundAndYear_IsAppropriatedAllocatedCommittedAndClaimed) {
  const FinanceRequests& finance = TheRequests().finance;
  std::map<FundYear, int64_t> appropriated;
  std::map<FundYear, int64_t> allocated;
  std::map<FundYear, int64_t> committed;
  std::map<FundYear, int64_t> claimed;
  for (const auto& each : finance.appropriations) {
    appropriated[{each.name(), each.fiscal_year()}] += FenOf(each.amount());
  }
  for (const ProjectMoneyRequests& project : finance.projects) {
    const FundYear key = {project.commit.name(), project.commit.fiscal_year()};
    allocated[key] += FenOf(project.allocate.amount());
    committed[key] += FenOf(project.commit.amount());
    for (const ClaimRequests& claim : project.claims) {
      EXPECT_EQ(claim.create.claim().fund(), key.first);
      EXPECT_EQ(claim.create.claim().fiscal_year(), key.second);
      claimed[key] += FenOf(claim.create.claim().amount());
    }
  }
  EXPECT_EQ(allocated, committed);
  EXPECT_EQ(committed.size(), 6U);  // three funds in two years
  for (const auto& [key, fen] : committed) {
    EXPECT_LE(fen, appropriated[key]) << key.first << " " << key.second;
    EXPECT_LE(claimed[key], fen) << key.first << " " << key.second;
  }
  for (const int year : {2010, 2011}) {
    EXPECT_EQ((appropriated[{"funds/agricultural-development", year}]), 20'000'000'00);
    EXPECT_EQ((claimed[{"funds/agricultural-development", year}]), 20'000'000'00);
  }
}

TEST(MakeFinanceRequests, Claims_AreOfTheAcceptedMilestonesToTheirCaps) {
  const Requests& all = TheRequests();
  ASSERT_EQ(all.finance.projects.size(), all.projects.size());
  for (size_t i = 0; i < all.projects.size(); ++i) {
    const ProjectRequests& project = all.projects[i];
    const std::vector<ClaimRequests>& claims = all.finance.projects[i].claims;
    ASSERT_EQ(claims.size(), project.acceptances.size()) << project.create.project_id();
    for (size_t place = 0; place < claims.size(); ++place) {
      const finance::v1::Claim& claim = claims[place].create.claim();
      const auto& milestone = project.milestones[place].milestone();
      EXPECT_EQ(FenOf(claim.amount()), FenOf(milestone.release_cap()));
      EXPECT_EQ(static_cast<int>(claim.instalment()), static_cast<int>(milestone.instalment()));
      EXPECT_EQ(claim.village(), project.create.project().villages(0).village());
      EXPECT_EQ(claim.project(), project.submit.name());
    }
  }
}

TEST(MakeFinanceRequests, Investments_AreWhatProjectsDeclareBesideCash) {
  const Requests& all = TheRequests();
  for (size_t i = 0; i < all.projects.size(); ++i) {
    std::map<std::pair<int, std::string>, int64_t> declared;
    for (const auto& fund : all.projects[i].create.project().declared_funds()) {
      if (fund.kind() == projects::v1::CASH_THROUGH_LEDGER) continue;
      declared[{fund.kind(), fund.source()}] += FenOf(fund.amount());
    }
    std::map<std::pair<int, std::string>, int64_t> recorded;
    for (const auto& request : all.finance.projects[i].investments) {
      const finance::v1::Investment& investment = request.investment();
      recorded[{investment.kind(), investment.source()}] += FenOf(investment.amount());
      EXPECT_EQ(investment.project(), all.projects[i].submit.name());
      EXPECT_EQ(investment.kind() == finance::v1::IN_KIND, !investment.valuation_basis().empty());
      EXPECT_EQ(investment.source() == "partner-unit", !investment.contributor().empty());
      EXPECT_EQ(investment.data_origin(), type::v1::EXAMPLE);
    }
    EXPECT_EQ(recorded, declared) << all.projects[i].create.project_id();
  }
}

TEST(MakeFinanceRequests, Policies_AreTwelveAndAllAdopted) {
  const FinanceRequests& finance = TheRequests().finance;
  ASSERT_EQ(finance.policies.size(), 12U);
  ASSERT_EQ(finance.adoptions.size(), 12U);
  std::map<finance::v1::PolicyGroup, int> groups;
  for (size_t i = 0; i < finance.policies.size(); ++i) {
    ++groups[finance.policies[i].policy().group()];
    EXPECT_EQ(finance.adoptions[i].name(), "policies/" + finance.policies[i].policy_id());
    EXPECT_LE(finance.adoptions[i].adopted_date().year(), 2011);
    EXPECT_EQ(finance.policies[i].policy().data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_THAT(groups,
              testing::UnorderedElementsAre(testing::Pair(finance::v1::CROPS, 4),
                                            testing::Pair(finance::v1::FORESTRY_AND_FRUIT, 4),
                                            testing::Pair(finance::v1::AQUACULTURE, 4)));
}

TEST(MakeFinanceRequests, HouseholdIncomes_AreOneAVillageOf2011) {
  std::set<std::string> villages;
  for (const auto& request : TheRequests().finance.household_incomes) {
    const finance::v1::HouseholdIncome& income = request.household_income();
    villages.insert(income.village());
    EXPECT_EQ(income.year(), 2011);
    EXPECT_GT(FenOf(income.per_capita()), 0);
    EXPECT_GT(income.residents(), 0);
    EXPECT_EQ(income.data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_EQ(villages.size(), kProgrammeVillages);
}

TEST(MakeFinanceRequests, CashThatProjectsDeclare_IsWhatTheirClaimsComeTo) {
  const Requests& all = TheRequests();
  for (size_t i = 0; i < all.projects.size(); ++i) {
    int64_t declared = 0;
    for (const auto& fund : all.projects[i].create.project().declared_funds()) {
      if (fund.kind() == projects::v1::CASH_THROUGH_LEDGER) declared += FenOf(fund.amount());
    }
    int64_t claimed = 0;
    for (const ClaimRequests& claim : all.finance.projects[i].claims) {
      claimed += FenOf(claim.create.claim().amount());
    }
    EXPECT_EQ(claimed, declared) << all.projects[i].create.project_id();
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
