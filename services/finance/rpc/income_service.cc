#include "services/finance/rpc/income_service.h"

#include <functional>
#include <utility>
#include <variant>

#include "cobuild/finance/v1/income.pb.h"
#include "common/base/status_macros.h"
#include "services/finance/app/read_household_incomes.h"
#include "services/finance/app/read_income.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_household_income.h"
#include "services/finance/rpc/convert_income.h"
#include "services/finance/rpc/convert_verification.h"
#include "services/finance/rpc/methods.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

template <class Req>
void ChangeIncome(Intake& intake, Call& call, const Req& request, Reply<v1::VillageIncome> reply) {
  SubmitOne(intake, call, FromProto(request, call), std::move(reply),
            [](const Outcome& outcome) { return ToProto(std::get<Income>(outcome)); });
}

absl::StatusOr<v1::ListVillageIncomeResponse> HandleListVillageIncome(
    const Books& books, const LiveRecords& records, Call& call,
    const v1::ListVillageIncomeRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListVillageIncomeQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const IncomePage page, ListVillageIncome(books, query));
  v1::ListVillageIncomeResponse response = ToProto(page, request);
  for (v1::VillageIncome& income : *response.mutable_incomes()) {
    SetVerificationState(records, page.position, income);
  }
  return response;
}

absl::StatusOr<v1::SummarizeIncomeResponse> HandleSummarizeIncome(
    const Books& books, const LiveRecords& records, Call& call,
    const v1::SummarizeIncomeRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const IncomeSummaryQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const IncomeSummary summary,
                           SummarizeIncome(books.reader, records, query));
  return ToProto(summary);
}

absl::StatusOr<v1::ListIncomeLinesResponse> HandleListIncomeLines(
    const Books& books, Call& call, const v1::ListIncomeLinesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListIncomeLinesFields fields, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const IncomeLinePage page,
                           ListIncomeLines(books.reader, fields.query, fields.after, fields.size));
  return ToProto(page, request);
}

absl::StatusOr<v1::ListIncomeDefinitionsResponse> ListDefinitions(
    Call&, const v1::ListIncomeDefinitionsRequest&) {
  v1::ListIncomeDefinitionsResponse response;
  for (const IncomeDefinition& definition : IncomeDefinitions()) {
    *response.add_definitions() = ToProto(definition);
  }
  return response;
}

template <class Req>
void ChangeOfHouseholds(Intake& intake, Call& call, const Req& request,
                        Reply<v1::HouseholdIncome> reply) {
  SubmitRecord<HouseholdIncome>(intake, call, FromProto(request, call), std::move(reply));
}

absl::StatusOr<v1::ListHouseholdIncomesResponse> HandleListHouseholdIncomes(
    const LiveRecords& records, Call& call, const v1::ListHouseholdIncomesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListHouseholdIncomesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListHouseholdIncomes(records, query));
  v1::ListHouseholdIncomesResponse response = ToProto(page, request);
  for (v1::HouseholdIncome& income : *response.mutable_household_incomes()) {
    SetVerificationState(records, page.position, income);
  }
  return response;
}

}  // namespace

void RegisterIncomeService(rpc::Router& router, Intake& intake, const Books& books,
                           const LiveRecords& records) {
  const auto post = [&](auto handler) { return std::bind_front(handler, std::ref(intake)); };
  const auto read = [&](auto handler) { return std::bind_front(handler, books); };
  const auto read_checked = [&](auto handler) {
    return std::bind_front(handler, books, std::cref(records));
  };
  router.UnaryAsync<v1::RecordVillageIncomeRequest, v1::VillageIncome>(
      kRecordVillageIncome, post(ChangeIncome<v1::RecordVillageIncomeRequest>));
  router.UnaryAsync<v1::CorrectVillageIncomeRequest, v1::VillageIncome>(
      kCorrectVillageIncome, post(ChangeIncome<v1::CorrectVillageIncomeRequest>));
  router.Unary<v1::ListVillageIncomeRequest, v1::ListVillageIncomeResponse>(
      kListVillageIncome, read_checked(HandleListVillageIncome));
  router.Unary<v1::SummarizeIncomeRequest, v1::SummarizeIncomeResponse>(
      kSummarizeIncome, read_checked(HandleSummarizeIncome));
  router.Unary<v1::ListIncomeLinesRequest, v1::ListIncomeLinesResponse>(
      kListIncomeLines, read(HandleListIncomeLines));
  router.Unary<v1::ListIncomeDefinitionsRequest, v1::ListIncomeDefinitionsResponse>(
      kListIncomeDefinitions, ListDefinitions);
  router.UnaryAsync<v1::RecordHouseholdIncomeRequest, v1::HouseholdIncome>(
      kRecordHouseholdIncome, post(ChangeOfHouseholds<v1::RecordHouseholdIncomeRequest>));
  router.UnaryAsync<v1::CorrectHouseholdIncomeRequest, v1::HouseholdIncome>(
      kCorrectHouseholdIncome, post(ChangeOfHouseholds<v1::CorrectHouseholdIncomeRequest>));
  router.Unary<v1::ListHouseholdIncomesRequest, v1::ListHouseholdIncomesResponse>(
      kListHouseholdIncomes, std::bind_front(HandleListHouseholdIncomes, std::cref(records)));
}

}  // namespace cobuild::finance
