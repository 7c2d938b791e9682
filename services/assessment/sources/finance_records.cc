// What finance records of funds, policies and households.
#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/finance_answers.h"
#include "services/assessment/sources/finance_client.h"
#include "services/assessment/sources/fund_years.h"
#include "services/assessment/sources/pages.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kFundNotFound = "FUND_NOT_FOUND";

finance::v1::ListFundMovementsRequest MovementsOf(const std::string& fund) {
  finance::v1::ListFundMovementsRequest request;
  request.set_name("funds/" + fund);
  return request;
}

// What was stated last is what is planned.
using PlanKey = std::pair<int, std::string>;  // fiscal year and source
std::map<PlanKey, finance::v1::FundMovement> LastPlans(
    const std::vector<finance::v1::FundMovement>& movements) {
  std::map<PlanKey, finance::v1::FundMovement> plans;
  for (const finance::v1::FundMovement& movement : movements) {
    const auto [plan, is_new] =
        plans.try_emplace({movement.fiscal_year(), movement.source()}, movement);
    if (!is_new && plan->second.position() < movement.position()) plan->second = movement;
  }
  return plans;
}

}  // namespace

absl::StatusOr<std::vector<Item>> FinanceClient::ReadRecords(const RecordQuery& query,
                                                             int64_t position) {
  switch (query.fact) {
    case Fact::kHouseholdIncome:
      return ReadHouseholdIncomes(query, position);
    case Fact::kSupportPolicy:
      return ReadPolicies(query, position);
    case Fact::kFundYear:
      return ReadFundYears(query, position);
    case Fact::kPlannedAppropriation:
      return ReadPlans(query, position);
    default:
      return absl::InternalError("not a fact of finance");
  }
}

absl::StatusOr<std::vector<Item>> FinanceClient::ReadHouseholdIncomes(const RecordQuery& query,
                                                                      int64_t position) {
  finance::v1::ListHouseholdIncomesRequest request;
  request.set_year(query.to.year);
  std::vector<Item> items;
  const auto list = [&](const finance::v1::ListHouseholdIncomesRequest& asked,
                        finance::v1::ListHouseholdIncomesResponse& page) {
    return stubs_.incomes.ListHouseholdIncomes(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const finance::v1::ListHouseholdIncomesResponse& page) -> absl::Status {
    for (const finance::v1::HouseholdIncome& income : page.household_incomes()) {
      Item item{.name = income.name(), .weight = income.residents()};
      COBUILD_ASSIGN_OR_RETURN(item.village, VillageCode(kFinance, income.village()));
      COBUILD_ASSIGN_OR_RETURN(const money::Fen per_capita, SumOf(income.per_capita()));
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kFinance, income.data_origin()));
      COBUILD_ASSIGN_OR_RETURN(item.verification, VerificationOf(income.verification_state()));
      if (item.weight < 1 || income.year() != query.to.year) return MalformedAnswer(kFinance);
      item.value = {per_capita.value, kFenPerYuan};
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR((ReadPages<finance::v1::ListHouseholdIncomesResponse>(
      kFinance, position, request, list, take)));
  return items;
}

absl::StatusOr<std::vector<Item>> FinanceClient::ReadPolicies(const RecordQuery& query,
                                                              int64_t position) {
  finance::v1::ListPoliciesRequest request;
  *request.mutable_to_date() = rpc::ToProto(query.to);
  std::vector<Item> items;
  const auto list = [&](const finance::v1::ListPoliciesRequest& asked,
                        finance::v1::ListPoliciesResponse& page) {
    return stubs_.policies.ListPolicies(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const finance::v1::ListPoliciesResponse& page) -> absl::Status {
    for (const finance::v1::Policy& policy : page.policies()) {
      if (!policy.has_adopted_date()) return MalformedAnswer(kFinance);
      Item item{.name = policy.name(), .display_name = policy.display_name()};
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kFinance, policy.data_origin()));
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR(
      (ReadPages<finance::v1::ListPoliciesResponse>(kFinance, position, request, list, take)));
  return items;
}

absl::StatusOr<std::vector<finance::v1::FundMovement>> FinanceClient::ReadMovements(
    finance::v1::ListFundMovementsRequest request, base::Date as_of, int64_t position) {
  std::vector<finance::v1::FundMovement> movements;
  const auto list = [&](const finance::v1::ListFundMovementsRequest& asked,
                        finance::v1::ListFundMovementsResponse& page) {
    return stubs_.funds.ListFundMovements(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const finance::v1::ListFundMovementsResponse& page) {
    for (const finance::v1::FundMovement& movement : page.movements()) {
      if (DateOf(movement.effective_date()) <= as_of) movements.push_back(movement);
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR((ReadPages<finance::v1::ListFundMovementsResponse>(
      kFinance, position, std::move(request), list, take, kFundNotFound)));
  return movements;
}

absl::StatusOr<std::vector<Item>> FinanceClient::ReadFundYears(const RecordQuery& query,
                                                               int64_t position) {
  std::vector<Item> items;
  for (int year = query.from.year; year <= query.to.year; ++year) {
    finance::v1::ListFundMovementsRequest request = MovementsOf(query.qualifier);
    request.set_fiscal_year(year);
    COBUILD_ASSIGN_OR_RETURN(const std::vector<finance::v1::FundMovement> movements,
                             ReadMovements(std::move(request), query.as_of, position));
    COBUILD_RETURN_IF_ERROR(AddFundYear(query.qualifier, year, movements, items));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> FinanceClient::ReadPlans(const RecordQuery& query,
                                                           int64_t position) {
  finance::v1::ListFundMovementsRequest request = MovementsOf(query.qualifier);
  request.set_kind(finance::v1::PLAN);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<finance::v1::FundMovement> movements,
                           ReadMovements(std::move(request), query.as_of, position));
  std::vector<Item> items;
  for (const auto& [key, plan] : LastPlans(movements)) {
    const auto& [year, source] = key;
    if (plan.kind() != finance::v1::PLAN) return MalformedAnswer(kFinance);
    if (year < query.from.year || year > query.to.year) continue;
    Item item{.name = plan.name(), .display_name = fmt::format("{} {}", year, source)};
    COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, SumOf(plan.amount()));
    COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kFinance, plan.data_origin()));
    item.value = {amount.value, kFenPerYuan};
    items.push_back(std::move(item));
  }
  return items;
}

absl::StatusOr<std::string> FinanceClient::ReadFundDivision(const std::string& fund,
                                                            int64_t position) {
  finance::v1::GetFundRequest request;
  request.set_name("funds/" + fund);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  finance::v1::Fund answer;
  COBUILD_RETURN_IF_ERROR(
      Outcome(kFinance, stubs_.funds.GetFund(rpc::ContextFor(call_).get(), request, &answer),
              kFundNotFound));
  return DivisionCode(kFinance, answer.division());
}

absl::StatusOr<std::vector<JournalLine>> FinanceClient::ReadFundLines(const RecordQuery& query,
                                                                      int64_t position) {
  FundLines lines;
  for (int year = query.from.year; year <= query.to.year; ++year) {
    finance::v1::ListFundMovementsRequest request = MovementsOf(query.qualifier);
    request.set_fiscal_year(year);
    COBUILD_ASSIGN_OR_RETURN(const std::vector<finance::v1::FundMovement> movements,
                             ReadMovements(std::move(request), query.as_of, position));
    COBUILD_RETURN_IF_ERROR(lines.Add(query.qualifier, year, movements));
  }
  const auto list = [&](const finance::v1::ListTransfersRequest& asked,
                        finance::v1::ListTransfersResponse& page) {
    return stubs_.ledgers.ListTransfers(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const finance::v1::ListTransfersResponse& page) -> absl::Status {
    for (const finance::v1::Transfer& proto : page.transfers()) {
      COBUILD_ASSIGN_OR_RETURN(Transfer transfer, ToTransfer(proto));
      lines.Take(std::move(transfer));
    }
    return absl::OkStatus();
  };
  for (const std::string& ledger : lines.Ledgers()) {
    finance::v1::ListTransfersRequest request;
    request.set_parent(ledger);
    *request.mutable_from_date() = rpc::ToProto(lines.first_day());
    *request.mutable_to_date() = rpc::ToProto(lines.last_day());
    COBUILD_RETURN_IF_ERROR(
        (ReadPages<finance::v1::ListTransfersResponse>(kFinance, position, request, list, take)));
  }
  return std::move(lines).Finish();
}

}  // namespace cobuild::assessment
