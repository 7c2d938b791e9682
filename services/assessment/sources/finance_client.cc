#include "services/assessment/sources/finance_client.h"

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/finance_answers.h"
#include "services/assessment/sources/pages.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kDefinitionNotFound = "DEFINITION_NOT_FOUND";

template <class Req>
Req RequestFor(const std::vector<std::string>& villages, int year, const std::string& definition,
               int64_t position) {
  Req request;
  for (const std::string& code : villages) request.add_villages("villages/" + code);
  request.set_year(year);
  request.set_definition(definition);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  return request;
}

absl::StatusOr<std::vector<JournalLine>> ToLines(
    const finance::v1::ListIncomeLinesResponse& response) {
  std::vector<JournalLine> lines;
  for (const finance::v1::IncomeLine& proto : response.lines()) {
    JournalLine line;
    COBUILD_ASSIGN_OR_RETURN(line.village, VillageCode(kFinance, proto.village()));
    COBUILD_ASSIGN_OR_RETURN(line.signed_amount, AmountOf(kFinance, proto.signed_amount()));
    COBUILD_ASSIGN_OR_RETURN(line.transfer, ToTransfer(proto.transfer()));
    line.subject = proto.village();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

// By the shortest list that there is.
absl::StatusOr<int64_t> FinanceClient::Position(std::optional<base::Timestamp> time) {
  finance::v1::ListFundsRequest request;
  SetKnownAt({.time = time, .position = std::nullopt}, request);
  request.set_page_size(1);
  finance::v1::ListFundsResponse response;
  COBUILD_RETURN_IF_ERROR(Outcome(
      kFinance, stubs_.funds.ListFunds(rpc::ContextFor(call_).get(), request, &response), ""));
  return response.position();
}

absl::StatusOr<Incomes> FinanceClient::SummarizeIncome(const std::vector<std::string>& villages,
                                                       int year, const std::string& definition,
                                                       int64_t position) {
  const auto request =
      RequestFor<finance::v1::SummarizeIncomeRequest>(villages, year, definition, position);
  finance::v1::SummarizeIncomeResponse response;
  COBUILD_RETURN_IF_ERROR(Outcome(
      kFinance, stubs_.incomes.SummarizeIncome(rpc::ContextFor(call_).get(), request, &response),
      kDefinitionNotFound));
  Incomes incomes;
  for (const finance::v1::IncomeRow& row : response.rows()) {
    COBUILD_ASSIGN_OR_RETURN(std::string village, VillageCode(kFinance, row.village()));
    Income income;
    COBUILD_ASSIGN_OR_RETURN(income.amount, AmountOf(kFinance, row.amount()));
    COBUILD_ASSIGN_OR_RETURN(income.origin, OriginOf(kFinance, row.data_origin()));
    COBUILD_ASSIGN_OR_RETURN(income.verification, VerificationOf(row.verification()));
    const bool is_new = incomes.emplace(std::move(village), income).second;
    if (!is_new) return MalformedAnswer(kFinance);
  }
  return incomes;
}

absl::Status FinanceClient::ReadIncomeLines(const std::vector<std::string>& villages, int year,
                                            const std::string& definition, int64_t position,
                                            const LineSink& sink) {
  const auto list = [&](const finance::v1::ListIncomeLinesRequest& asked,
                        finance::v1::ListIncomeLinesResponse& page) {
    return stubs_.incomes.ListIncomeLines(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const finance::v1::ListIncomeLinesResponse& page) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(std::vector<JournalLine> lines, ToLines(page));
    return sink(std::move(lines));
  };
  return ReadPages<finance::v1::ListIncomeLinesResponse>(
      kFinance, position,
      RequestFor<finance::v1::ListIncomeLinesRequest>(villages, year, definition, position), list,
      take, kDefinitionNotFound);
}

}  // namespace cobuild::assessment
